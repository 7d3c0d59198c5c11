//! A user's own place on a machine: everything the program keeps lies in one temporary folder, and the clock stands
//! still. The command line runs here without a terminal.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use serde_json::Value as Json;

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_salesdesk");

/// A home; its folder goes with the last who holds it.
#[derive(Clone)]
pub(crate) struct Home(Arc<tempfile::TempDir>);

impl Home {
    pub(crate) fn new() -> Self {
        Self(Arc::new(tempfile::tempdir().unwrap()))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// All that the program finds in its environment.
    pub(crate) fn env(&self) -> Vec<(&'static str, String)> {
        let under = |name: &str| self.path().join(name).display().to_string();
        let fixed = [
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "en_US.UTF-8".into()),
            ("USER", "Kawai".into()),
            ("SALESDESK_NOW", "2026-11-21T14:32:00+09:00".into()),
        ];
        let places = ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"];
        places.into_iter().map(|name| (name, under(name))).chain(fixed).collect()
    }

    /// The program with these arguments and nothing to read.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).env_clear().envs(self.env()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What the program answers in JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> Json {
        let output = self.run(&[&["--json"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The demo's book.
    pub(crate) fn demo_book(&self) -> String {
        self.path().join("XDG_DATA_HOME/salesdesk/demo.db").display().to_string()
    }

    /// What was done to a customer of the demo's book, the newest first, as another program reads it.
    pub(crate) fn deeds(&self, name: &str) -> Vec<String> {
        let book = self.demo_book();
        let all = self.json(&["--db", &book, "find", "--limit", "500"]);
        let customer = all.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        let history = self.json(&["--db", &book, "history", customer["id"].as_str().unwrap()]);
        let deeds = history.as_array().unwrap().iter();
        deeds.map(|entry| entry["deed"].as_str().unwrap().to_owned()).collect()
    }
}

/// The demo customer that is first in the list.
pub(crate) const FIRST: &str = "Brackenby Tooling Ltd";
