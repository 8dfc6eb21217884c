//! `trueup completions` and `trueup man`: made from the declarations of the arguments, so that they
//! cannot say anything else than `--help` does.

use clap::CommandFactory as _;

use crate::args::{Cli, CompletionsArgs, ManArgs};
use crate::console::Console;
use crate::{Outcome, Trouble};

/// Prints the completions for a shell.
pub fn completions(args: &CompletionsArgs, console: &mut Console) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "trueup", &mut script);
    console.print(&String::from_utf8_lossy(&script));
    Outcome::Clean
}

/// Prints a manual page, as roff.
pub fn man(args: &ManArgs, console: &mut Console) -> Outcome {
    let mut whole = Cli::command();
    whole.build();
    let command = match &args.command {
        None => Some(whole),
        Some(name) => whole.find_subcommand(name).cloned(),
    };
    let Some(command) = command else {
        let name = args.command.as_deref().unwrap_or_default();
        console.trouble(&Trouble::new(format!("there is no command {name:?}")));
        return Outcome::NoVerdict;
    };
    let mut page = Vec::new();
    // Memory can be written to.
    let _ = clap_mangen::Man::new(command).render(&mut page);
    console.print(&String::from_utf8_lossy(&page));
    Outcome::Clean
}
