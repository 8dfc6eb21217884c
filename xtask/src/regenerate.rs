//! Every generated file of the repository, in one list.
//!
//! What `trueup.toml` lists is made from the schemas as `trueup generate` makes it; the schemas of
//! the command's own formats are made from the Rust types that read and write them.

use std::path::Path;

use trueup_cli::args::Color;
use trueup_cli::artifacts::Artifact;
use trueup_cli::config::{self, Config};
use trueup_cli::console::Console;
use trueup_cli::{Outcome, Trouble, generate};

const COMMAND: &str = "cargo xtask regenerate";

/// Writes the files below `root`, or compares them.
pub(crate) fn run(root: &Path, check: bool) -> Outcome {
    let mut console = Console::new(Color::Auto, false);
    let outcome = match artifacts(root) {
        Ok(artifacts) if check => generate::compare_all(&artifacts, COMMAND, &mut console),
        Ok(artifacts) => generate::write_all(&artifacts, &mut console),
        Err(trouble) => {
            console.trouble(&trouble);
            Outcome::NoVerdict
        }
    };
    console.finish(outcome)
}

fn artifacts(root: &Path) -> Result<Vec<Artifact>, Trouble> {
    let config = Config::read(&root.join(config::FILE_NAME))?;
    let mut artifacts = generate::artifacts(&config)?;
    artifacts.push(Artifact {
        path: root.join("schemas/report.schema.json"),
        text: trueup_report::json::schema(),
    });
    artifacts.push(Artifact {
        path: root.join("schemas/trueup.schema.json"),
        text: config::schema(),
    });
    Ok(artifacts)
}
