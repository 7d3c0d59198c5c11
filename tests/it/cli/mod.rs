//! The command line as a script sees it: output, exit codes, files, one process after another.

mod agenda;
mod asking;
mod blocks;
mod care;
#[cfg(feature = "sqlcipher")]
mod cipher;
mod consents;
mod cross;
mod customers;
mod deals;
mod duplicates;
mod events;
mod exports;
mod files;
mod filters;
mod import;
mod inquiries;
mod lists;
mod locked;
mod mails;
mod merge;
mod outcomes;
mod own_fields;
mod privacy;
mod refusals;
mod reminders;
mod report;
mod retention;
mod review;
mod rules;
mod sales;
mod sync;
mod templates;
mod views;

use assert_cmd::Command;
use serde_json::Value as Json;

/// Friday 20 November 2026, 14:32 in Tokyo.
const NOW: &str = "2026-11-20T14:32:00+09:00";

/// A home of its own for each test.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// A command in this home, with nothing of ours in its environment.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("salesdesk"));
        command.env_clear().env("SALESDESK_NOW", NOW).env("USER", "Kawai").env("HOME", self.folder.path());
        for (name, folder) in
            [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")]
        {
            command.env(name, self.path(folder));
        }
        command.current_dir(self.folder.path()).args(args);
        command
    }

    /// What a command that succeeds prints.
    fn says(&self, args: &[&str]) -> String {
        self.says_at(NOW, args)
    }

    /// The same at another moment.
    fn says_at(&self, moment: &str, args: &[&str]) -> String {
        let output = self.command(args).env("SALESDESK_NOW", moment).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?}: {words}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The same with `--json`, read.
    fn json(&self, args: &[&str]) -> Json {
        let said = self.says(&[args, &["--json"]].concat());
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("{args:?}: {error}: {said}"))
    }

    /// The exit code and the complaint of a command.
    fn fails(&self, args: &[&str]) -> (i32, String) {
        let output = self.command(args).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// A customer's id.
    fn add(&self, name: &str) -> String {
        text(&self.json(&["add", name])["id"])
    }
}

fn text(json: &Json) -> String {
    json.as_str().unwrap_or_else(|| panic!("no text: {json}")).to_owned()
}
