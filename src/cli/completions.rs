//! `salesdesk completions`: a script that lets the shell complete commands and flags.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, out};

/// Print a completion script for a shell
#[derive(Args, Debug)]
pub(super) struct Completions {
    /// For which shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "salesdesk", &mut script);
        out::raw(&script)
    }
}
