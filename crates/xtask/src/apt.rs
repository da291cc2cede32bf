//! Installs Debian packages, for the set-up of the compiler, of the browsers and of the portals.

use crate::run::{command, output, quiet};
use crate::Result;
use std::path::Path;

/// Whether this is Debian and the user may install packages.
pub fn is_usable() -> bool {
    Path::new("/etc/debian_version").is_file() && output("id", &["-u"]).is_some_and(|id| id == "0")
}

/// Installs packages. Updates the lists first, because a new machine has none.
pub fn install(packages: &[&str]) -> Result<()> {
    let apt = |args: &[&str]| quiet(command("apt-get", args).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update", "-qq"])?;
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(packages);
    apt(&args)
}
