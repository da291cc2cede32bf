//! Serves the page while somebody works on it.

use crate::run::run;
use crate::steps::{say, step};
use crate::{tools, trunk, Outcome};

/// Sets up what serving needs and serves on 127.0.0.1:8080 until it is stopped.
pub fn serve() -> Outcome<()> {
    tools::for_serving()?;
    tools::ready();
    // Built once before serving: the first answer is then the page and not a wait.
    step("Building the page", || run(&mut trunk::trunk(&["build"], false)?))?;
    say("Serving on http://127.0.0.1:8080 (Ctrl+C stops)");
    run(&mut trunk::trunk(&["serve", "--address", "127.0.0.1", "--port", "8080"], false)?)
}
