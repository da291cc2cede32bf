//! The compiler and the standard library for wasm32: from rustup where it can download, else built from Debian's
//! sources. `tools` calls it for the set-up; `trunk` and `bench` call it for every build.

use crate::names::TARGET;
use crate::run::{command, output, quiet};
use crate::steps::step;
use crate::{apt, Result};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// Debian's compiler with the library's sources, and a linker that knows wasm.
const DEBIAN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const DEBIAN_LINKER: &str = "wasm-ld-22";
/// Where a toolchain has the library's sources.
const LIBRARY: &str = "lib/rustlib/src/rust/library/std/Cargo.toml";

/// Which toolchain builds for wasm32 on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toolchain {
    /// The default one, which has the target.
    Default,
    /// Debian's, which builds the standard library from source.
    Debian,
}

/// The standard library that a build links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    /// As the toolchain has it.
    Prebuilt,
    /// Built for size from its sources, where the toolchain has them.
    Small,
}

static TOOLCHAIN: OnceLock<Toolchain> = OnceLock::new();
static HAS_SOURCES: OnceLock<bool> = OnceLock::new();

/// Finds or installs what building for wasm32 needs.
pub fn set_up() -> Result<()> {
    toolchain().map(drop)
}

fn toolchain() -> Result<Toolchain> {
    if let Some(toolchain) = TOOLCHAIN.get() {
        return Ok(*toolchain);
    }
    let toolchain = find()?;
    Ok(*TOOLCHAIN.get_or_init(|| toolchain))
}

fn find() -> Result<Toolchain> {
    if has_library() {
        return Ok(Toolchain::Default);
    }
    if debian_is_ready() {
        return Ok(Toolchain::Debian);
    }
    let rustup = step("Adding the wasm32 target with rustup (about 10 s, once)", || {
        quiet(&mut command("rustup", &["target", "add", TARGET]))
    });
    if rustup.is_ok() && has_library() {
        return Ok(Toolchain::Default);
    }
    if apt::is_usable() {
        step("Installing Debian's Rust, because rustup could not download (about 1 minute, once)", install_debian)?;
        if debian_is_ready() {
            return Ok(Toolchain::Debian);
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

/// Whether the toolchain has the library's sources, which rustup can add. Without them the build works but is larger.
fn has_sources(toolchain: Toolchain) -> bool {
    let has = || output("rustc", &["--print", "sysroot"]).is_some_and(|root| Path::new(&root).join(LIBRARY).is_file());
    let add = || quiet(&mut command("rustup", &["component", "add", "rust-src"]));
    toolchain == Toolchain::Debian
        || *HAS_SOURCES.get_or_init(|| {
            has() || (step("Adding the library's sources with rustup (about 5 s, once)", add).is_ok() && has())
        })
}

fn debian_is_ready() -> bool {
    let linked = output("rustup", &["toolchain", "list"])
        .is_some_and(|list| list.lines().any(|line| line.starts_with("debian")));
    let sources =
        output("/usr/bin/rustc", &["--print", "sysroot"]).is_some_and(|root| Path::new(&root).join(LIBRARY).is_file());
    linked && sources && output(DEBIAN_LINKER, &["--version"]).is_some()
}

fn install_debian() -> Result<()> {
    apt::install(&DEBIAN)?;
    quiet(&mut command("rustup", &["toolchain", "link", "debian", "/usr"]))
}

/// Sets the environment of a build for wasm32.
pub fn prepare(command: &mut Command, library: Library) -> Result<()> {
    let toolchain = toolchain()?;
    if toolchain == Toolchain::Debian {
        command.env("RUSTUP_TOOLCHAIN", "debian").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
    }
    let is_small = library == Library::Small && has_sources(toolchain);
    if toolchain == Toolchain::Debian || is_small {
        command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    }
    if is_small {
        command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
        command.env("RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none");
        command.env("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true");
    }
    // The toolchain that cargo itself was started with must not leak into the wasm build.
    command.env_remove("CARGO").env_remove("RUSTC");
    Ok(())
}

/// Names what a build with this library compiles with, such as `rustc 1.95.0 with a small library`.
pub fn compiler(library: Library) -> Result<String> {
    let toolchain = toolchain()?;
    let (program, vendor) = match toolchain {
        Toolchain::Default => ("rustc", ""),
        Toolchain::Debian => ("/usr/bin/rustc", "Debian "),
    };
    let version = output(program, &["-V"]).ok_or_else(|| format!("`{program} -V` prints nothing."))?;
    let version: Vec<&str> = version.split_whitespace().take(2).collect();
    let is_small = library == Library::Small && has_sources(toolchain);
    let built = if is_small { "with a small library" } else { "with the library as it comes" };
    Ok(format!("{vendor}{} {built}", version.join(" ")))
}
