//! The standard library for wasm32: from rustup where it can download, else built from Debian's sources.

use crate::run::{command, output, quiet};
use crate::steps::step;
use crate::Outcome;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler with the library's sources, and a linker that knows wasm.
const DEBIAN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const DEBIAN_LINKER: &str = "wasm-ld-22";
/// Where a toolchain keeps the library's sources.
const LIBRARY: &str = "lib/rustlib/src/rust/library/std/Cargo.toml";

/// How wasm is built on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The toolchain in use has the target, and perhaps the library's sources.
    Installed { sources: bool },
    /// Debian's toolchain, building the standard library along.
    Debian,
}

static WAY: OnceLock<Way> = OnceLock::new();

/// Finds or installs a way to build for wasm32.
pub fn target() -> Outcome<Way> {
    if let Some(way) = WAY.get() {
        return Ok(*way);
    }
    let way = find()?;
    Ok(*WAY.get_or_init(|| way))
}

fn find() -> Outcome<Way> {
    if has_library() {
        return Ok(Way::Installed { sources: sources() });
    }
    if debian_is_ready() {
        return Ok(Way::Debian);
    }
    let by_rustup =
        step("Adding the wasm32 target with rustup", || quiet(&mut command("rustup", &["target", "add", TARGET])));
    if by_rustup.is_ok() && has_library() {
        return Ok(Way::Installed { sources: sources() });
    }
    if Path::new("/etc/debian_version").is_file() && is_root() {
        step("Installing Debian's Rust with the library's sources (rustup could not download)", install_debian)?;
        if debian_is_ready() {
            return Ok(Way::Debian);
        }
    }
    let packages = DEBIAN.join(" ");
    Err(format!(
        "No way to build for {TARGET} was found. Run `rustup target add {TARGET}`, or on Debian as root \
         `apt-get install {packages}` and `rustup toolchain link debian /usr`, then run this again."
    ))
}

fn has_library() -> bool {
    let folder = output("rustc", &["--print", "target-libdir", "--target", TARGET]);
    folder.and_then(|folder| std::fs::read_dir(folder).ok()).is_some_and(|mut files| files.next().is_some())
}

/// Whether the toolchain has the library's sources, which rustup can add: without them the build works but is larger.
fn sources() -> bool {
    let has = || output("rustc", &["--print", "sysroot"]).is_some_and(|root| Path::new(&root).join(LIBRARY).is_file());
    has() || (step("Adding the library's sources with rustup", add_sources).is_ok() && has())
}

fn add_sources() -> Outcome<()> {
    quiet(&mut command("rustup", &["component", "add", "rust-src"]))
}

fn is_root() -> bool {
    output("id", &["-u"]).is_some_and(|id| id == "0")
}

fn debian_is_ready() -> bool {
    let linked = output("rustup", &["toolchain", "list"])
        .is_some_and(|list| list.lines().any(|line| line.starts_with("debian")));
    let sources =
        output("/usr/bin/rustc", &["--print", "sysroot"]).is_some_and(|root| Path::new(&root).join(LIBRARY).is_file());
    linked && sources && output(DEBIAN_LINKER, &["--version"]).is_some()
}

fn install_debian() -> Outcome<()> {
    crate::browsers::apt(&DEBIAN)?;
    quiet(&mut command("rustup", &["toolchain", "link", "debian", "/usr"]))
}

/// Sets what a build for wasm32 needs. `small` asks for the smaller standard library where the toolchain can build one.
pub fn prepare(command: &mut Command, small: bool) -> Outcome<()> {
    let way = target()?;
    if way == Way::Debian {
        command.env("RUSTUP_TOOLCHAIN", "debian").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
    }
    let small = small && way != (Way::Installed { sources: false });
    if way == Way::Debian || small {
        command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    }
    if small {
        command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
        command.env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none");
        command.env("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true");
    }
    // A toolchain that cargo itself was started with must not leak into the wasm build.
    command.env_remove("CARGO").env_remove("RUSTC");
    Ok(())
}
