//! `qun completions`: completions for a shell.

use super::output::Output;
use clap_complete::Shell;

/// Flags of `qun completions`.
#[derive(Debug, clap::Args)]
#[command(
    help_template = super::TEMPLATE,
    before_help = "Examples:\n  qun completions bash > ~/.local/share/bash-completion/completions/qun\n  \
        qun completions zsh > ~/.zfunc/_qun\n  qun completions fish > ~/.config/fish/completions/qun.fish"
)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

impl Completions {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// If stdout cannot be written to.
    pub fn run(&self, output: &Output) -> super::Result {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "qun", &mut script);
        Ok(output.data(&String::from_utf8_lossy(&script))?)
    }
}
