//! Finds or installs commands written in Rust, for `tools`: from the path, from the user's cache, with `cargo binstall`
//! where it can download, else built with a profile that compiles fast. The release profiles of these commands optimise
//! for years of use and take minutes more than this project gets back.

use crate::files::cache;
use crate::run::{command, output, quiet};
use crate::steps::step;
use crate::Result;
use std::path::{Path, PathBuf};

/// A command, the package that it comes from, and how it is built.
pub struct Tool {
    pub command: &'static str,
    pub package: &'static str,
    pub version: &'static str,
    /// Arguments of `cargo install`.
    pub flags: &'static [&'static str],
    /// The packages that are optimised, because every build of the page waits for them.
    pub optimised: &'static [&'static str],
    /// How long building usually takes on two cores.
    pub duration: &'static str,
}

/// A profile that compiles fast.
const PROFILE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
    ("CARGO_PROFILE_RELEASE_STRIP", "debuginfo"),
];

impl Tool {
    /// The folder of the command in its version; empty if the path has it.
    pub fn set_up(&self) -> Result<PathBuf> {
        if let Some(folder) = self.find()? {
            return Ok(folder);
        }
        self.download().or_else(|_| self.build())?;
        let folder = self.find()?;
        folder.ok_or_else(|| format!("{} {} was installed and cannot be started.", self.package, self.version))
    }

    /// The folder of the command if it is installed.
    fn find(&self) -> Result<Option<PathBuf>> {
        let cached = self.folder()?.join("bin");
        let is_version = |program: &Path| {
            let version = output(program, &["--version"]);
            version.is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
        };
        if is_version(Path::new(self.command)) {
            return Ok(Some(PathBuf::new()));
        }
        Ok(is_version(&cached.join(self.command)).then_some(cached))
    }

    fn folder(&self) -> Result<PathBuf> {
        Ok(cache()?.join(format!("{}-{}", self.command, self.version)))
    }

    /// Downloads the command with `cargo binstall`, if that is installed.
    fn download(&self) -> Result<()> {
        output("cargo", &["binstall", "-V"]).ok_or("cargo binstall is not installed.")?;
        let mut binstall = command("cargo", &["binstall", "--no-confirm", "--disable-strategies", "compile"]);
        binstall.args(["--version", self.version, "--root"]).arg(self.folder()?).arg(self.package);
        step(&format!("Downloading {} {} with cargo binstall (about 10 s, once)", self.package, self.version), || {
            quiet(&mut binstall)
        })
    }

    fn build(&self) -> Result<()> {
        let folder = self.folder()?;
        let target = folder.join("target");
        let mut cargo = command("cargo", &["install", self.package, "--version", self.version, "--locked", "--root"]);
        cargo.arg(&folder).args(self.flags).env("CARGO_TARGET_DIR", &target).envs(PROFILE);
        for package in self.optimised {
            cargo.args(["--config", &format!("profile.release.package.{package}.opt-level=1")]);
        }
        step(&format!("Building {} {} ({}, once)", self.package, self.version, self.duration), || quiet(&mut cargo))?;
        // The intermediate files are large and nothing uses them again.
        let _ = std::fs::remove_dir_all(target);
        Ok(())
    }
}
