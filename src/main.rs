//! The salesdesk program: hands the command line to the library.

use clap::Parser as _;
use salesdesk::cli::Cli;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    Cli::parse().run()
}
