//! A process killed at any instant while it logs calls and tells them to a shared folder, open and
//! locked: no call is lost, no file in the folder is half written, and the other desk has everything
//! that was told.
//!
//! Eight kills belong to every run of the tests; `SALESDESK_SYNC_KILLS=1000 cargo test --test it
//! kill_sync` makes the long run.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use salesdesk::domain::activity::Activity;
use salesdesk::domain::synced::Synced;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::locked::{Key, Lock};
use salesdesk::exchange::sync::{self, Options};
use salesdesk::store::Desk;

use super::kill::{BOOK, CUSTOMER, acknowledged, assert_whole, call};
use crate::support::{Book, NOW};

/// Tells the process where the folders are.
const PLACES: &str = "SALESDESK_TEST_PLACES";
/// How many lines it writes before the kill, at most.
const MOST: u64 = 9;

/// An open folder and a locked one, and the file that opens the locked one.
struct Places(PathBuf);

impl Places {
    fn each(&self) -> [(PathBuf, Options); 2] {
        let key = Key::in_file(&self.0.join("team.key")).ok().map(Arc::new);
        [
            (self.0.join("open"), Options::default()),
            (self.0.join("locked"), Options { key, ..Options::default() }),
        ]
    }

    fn make(folder: &Path, desk: &mut Desk) -> Self {
        let places = Self(folder.to_owned());
        let identity = age::x25519::Identity::generate();
        let lock = Lock::recipients(&identity.to_public().to_string()).unwrap();
        let keep = Some(folder.join("team.key"));
        let locked = Options { lock: Some(Arc::new(lock)), keep, ..Options::default() };
        for (name, options) in [("open", Options::default()), ("locked", locked)] {
            fs::create_dir(folder.join(name)).unwrap();
            synced(desk, &folder.join(name), &Options { init: true, ..options });
        }
        places
    }

    fn sync(&self, desk: &mut Desk) {
        for (dir, options) in self.each() {
            let synced = synced(desk, &dir, &options);
            let aside = synced.held.len() + synced.incomplete.len() + synced.rejected.len();
            assert_eq!((aside, synced.bare.len()), (0, 0), "{synced:?}");
        }
    }
}

fn synced(desk: &mut Desk, dir: &Path, options: &Options) -> Synced {
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    sync::run(desk, dir, options, NOW, &mut watch).unwrap()
}

#[test]
#[ignore = "the process that the test of this file starts"]
fn logs_calls_and_tells_them() {
    let (Ok(book), Ok(customer), Ok(places)) = (env::var(BOOK), env::var(CUSTOMER), env::var(PLACES)) else {
        return;
    };
    let mut desk = Desk::open(Path::new(&book), "Kawai", NOW).unwrap();
    let (customer, places) = (customer.parse().unwrap(), Places(places.into()).each());
    let mut out = std::io::stdout();
    let mut say = |line: String| {
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    for (at, (dir, options)) in (1..).zip(places.iter().cycle()) {
        let (id, change) = call(customer, NOW + at);
        desk.commit(&change, NOW + at).unwrap();
        say(format!("logged {id}"));
        synced(&mut desk, dir, options);
        say(format!("told {id}"));
    }
}

fn teller(book: &Book, customer: Id, places: &Places) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "store::kill_sync::logs_calls_and_tells_them", "--ignored", "--nocapture"])
        .env(BOOK, book.path())
        .env(CUSTOMER, customer.to_string())
        .env(PLACES, &places.0)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a process wrote down, until it was killed and beyond.
#[derive(Default)]
struct Said {
    logged: Vec<Id>,
    told: Vec<Id>,
}

impl Said {
    fn note(&mut self, line: &str) {
        self.logged.extend(acknowledged(line));
        self.told.extend(line.split_once("told ").and_then(|(_, id)| id.trim().parse::<Id>().ok()));
    }

    /// Starts a process, and kills it at some instant after so many lines.
    fn until_killed(&mut self, mut child: Child, lines: u64, after: Duration) {
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        said.by_ref().take(usize::try_from(lines).unwrap() + 3).for_each(|line| self.note(&line));
        let instant = Instant::now() + after;
        while Instant::now() < instant {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        said.for_each(|line| self.note(&line));
        child.wait().unwrap();
    }
}

#[test]
fn a_process_killed_while_it_syncs_loses_no_call_and_tells_none_by_halves() {
    let rounds: u64 = env::var("SALESDESK_SYNC_KILLS").map_or(8, |rounds| rounds.parse().unwrap());
    let (mut book, mut other) = (Book::new(), Book::new());
    let customer = book.add("Acme");
    let folder = tempfile::tempdir().unwrap();
    let places = Places::make(folder.path(), &mut book.desk);
    let mut said = Said::default();
    for round in 0..rounds {
        other.desk.commit(&Change::new(Deed::Log, "Acme").add(&visit(customer, round)), NOW).unwrap();
        let instant = Duration::from_micros(round * 7919 % 30_000);
        said.until_killed(teller(&book, customer, &places), round % MOST, instant);
        places.sync(&mut other.desk);
        for id in &said.told {
            assert!(other.desk.get::<Activity>(*id).unwrap().is_some(), "told and not there: {id}");
        }
        book = book.reopen();
        assert_whole(&book.desk, &said.logged);
        if round % 50 == 7 {
            assert_agree(&places, &mut book, &mut other);
        }
    }
    assert_agree(&places, &mut book, &mut other);
    assert_whole(&other.desk, &said.logged);
    assert!(said.told.len() as u64 > rounds, "the process told little: {}", said.told.len());
}

fn visit(customer: Id, round: u64) -> Activity {
    let at = NOW + i64::try_from(round).unwrap();
    Activity {
        id: Id::mint(at),
        customer: Some(customer),
        kind: "visit".into(),
        at: Some(at),
        ..Activity::default()
    }
}

fn assert_agree(places: &Places, book: &mut Book, other: &mut Book) {
    places.sync(&mut book.desk);
    places.sync(&mut other.desk);
    places.sync(&mut book.desk);
    assert_eq!(book.desk.digest().unwrap(), other.desk.digest().unwrap());
}
