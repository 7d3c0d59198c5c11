//! The salesdesk program: closes what it writes and holds to everybody else, and hands the command
//! line to the library.

use clap::Parser as _;
use salesdesk::cli::Cli;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    keep_to_ourselves();
    Cli::parse().run()
}

/// What this program writes is its user's alone, and what it holds in memory goes into no core dump.
fn keep_to_ourselves() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit, umask};
    umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let most = getrlimit(Resource::Core).maximum;
    // Where the system will not have it there is nothing else to do.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: most });
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
