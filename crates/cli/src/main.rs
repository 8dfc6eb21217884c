//! The `trueup` binary: hands its arguments to the library and returns its exit code.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    trueup_cli::run(std::env::args_os())
}
