//! `lichthof`: the publisher's tool. It reads feeds with the reader of the calendar, and tells what a visitor would
//! see of them.
//!
//! It is a developer's tool, and speaks English as compilers do. docs/tool.md describes it.
//!
//! - `arguments`: what can be asked
//! - `source`, `answer`, `charset`: bytes from files and addresses
//! - `json`, `place`: where in them something stands
//! - `problem`, `check`, `guess`, `render`: what is wrong
//! - `events`, `convert`, `shard`: all that a feed says, in other formats and in parts
//! - `prerender`, `style`: what is coming as HTML
//! - `serve`: a feed as it should be served
//! - `output`, `progress`, `zones`: what all commands need

mod answer;
mod arguments;
mod charset;
mod check;
mod convert;
mod events;
mod guess;
mod json;
mod output;
mod pieces;
mod place;
mod prerender;
mod problem;
mod progress;
mod render;
mod serve;
mod shard;
mod source;
mod style;
mod zones;

use std::io::{self, ErrorKind, Write, stderr};
use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use clap_complete::Shell;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// All is well.
    Good = 0,
    /// There is something wrong with the feed.
    Faults = 1,
    /// It could not be read, or nothing could be written.
    Unreadable = 2,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Shard(arguments) => shard::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Prerender(arguments) => prerender::run(&arguments),
        Command::Completions { shell } => completions(shell),
        Command::Man => man(),
    };
    let exit = result.unwrap_or_else(|error| {
        // Who reads only the first lines has seen enough.
        if error.kind() != ErrorKind::BrokenPipe {
            let _ = writeln!(stderr(), "lichthof: {error}");
        }
        Exit::Unreadable
    });
    ExitCode::from(exit as u8)
}

/// Prints what completes commands in a shell.
fn completions(shell: Shell) -> io::Result<Exit> {
    // The generator panics where it cannot write, as where somebody reads the first lines only.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "lichthof", &mut script);
    output::write_or_print(None, &script)?;
    Ok(Exit::Good)
}

/// Prints the man page, with those of all commands behind it.
fn man() -> io::Result<Exit> {
    let mut page = Vec::new();
    let command = Arguments::command().disable_help_subcommand(true);
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands() {
        let sub = sub.clone().bin_name(format!("lichthof {}", sub.get_name()));
        clap_mangen::Man::new(sub).render(&mut page)?;
    }
    output::write_or_print(None, &page)?;
    Ok(Exit::Good)
}
