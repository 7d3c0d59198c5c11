//! What the review of what desks wrote apart and the screen of syncing look like, in both languages.

use salesdesk::app::msg::{FoundFile, Reply};
use salesdesk::domain::customer::field;
use salesdesk::domain::synced::{Aside, NoPlace, Refused, Sender, Synced, Told};
use salesdesk::domain::{Change, Deed, Noun, Trouble, Value};

use crate::screens::picture;
use crate::support::NOW;
use crate::support::desk::Desk;
use crate::support::team::Team;

/// A desk in either language, at both sizes.
fn in_all(name: &str, show: impl Fn() -> Desk) {
    for (lang, japanese) in [("en", false), ("ja", true)] {
        let desk = show();
        let desk = if japanese { desk.japanese() } else { desk };
        picture(&format!("{name}_{lang}"), &desk, 80, 24);
        picture(&format!("{name}_{lang}_120x40"), &desk, 120, 40);
    }
}

/// A desk and a colleague who wrote apart: a rank and a note, a deletion and a call, two with a number.
fn apart() -> Desk {
    let mut desk = Desk::with(&[
        ("田中製作所（株）", "タナカセイサクショ", "03-1234-5678"),
        ("Acme", "", "06-1111-2222"),
        ("Gamma", "", "052-123-4567"),
    ]);
    let mut team = Team::new();
    desk.meet(&mut team);
    let [tanaka, gamma] = ["田中製作所（株）", "Gamma"].map(|name| desk.page(name).customer.id);
    let fields =
        [(field::rank, "A"), (field::note, "wants 20 units, and a quote before the end of the month")];
    let fields = fields.map(|(code, words)| (code, Value::Text(words.into())));
    desk.commit(&Change::new(Deed::Edit, "").set(Noun::Customer, tanaka, fields.to_vec()));
    team.write(Noun::Customer, tanaka, field::rank, Value::Text("B".into()), 5);
    team.write(
        Noun::Customer,
        tanaka,
        field::note,
        Value::Text("asks for the brochure, call the plant manager".into()),
        5,
    );
    team.delete(gamma);
    team.add("Acme Trading", "06-1111-2222");
    desk.minutes_later(10);
    desk.keys("/gamma<enter>nasks for a quote<enter>");
    desk.meet(&mut team);
    desk.keys("/<esc>");
    desk
}

#[test]
fn the_review_looks_as_it_did() {
    in_all("review_overwritten", || {
        let mut desk = apart();
        desk.keys("V");
        desk
    });
    in_all("review_worked_on", || {
        let mut desk = apart();
        desk.keys("Vj");
        desk
    });
    in_all("review_shared", || {
        let mut desk = apart();
        desk.keys("VG");
        desk
    });
    in_all("review_empty", || {
        let mut desk = Desk::with(&[("Acme", "", "")]);
        desk.keys("V");
        desk
    });
    let mut desk = apart();
    desk.keys("V");
    picture("review_narrow_en", &desk, 60, 16);
}

fn told() -> Told {
    let from = |rep: &str, changes, minutes: i64| Sender {
        rep: rep.into(),
        changes,
        newest: NOW - minutes * 60_000,
    };
    let aside = |name: &str, why| Aside { name: name.into(), why };
    let synced = Synced {
        files: 41,
        imported: 5,
        changes: 173,
        published: 2,
        relayed: 1,
        from: vec![from("鈴木 花", 128, 31), from("Miller", 45, 2_900)],
        held: vec![aside(
            "o/5ed1c0de5ed1c0de/s-000000000001-000000000004-l0-11aa22bb33cc44dd.sds",
            Refused::Newer("3.1".into()),
        )],
        rejected: vec![aside("o/photo.jpg", Refused::Foreign)],
        review: 2,
        clock_ahead: Some(3),
        ..Synced::default()
    };
    Told { at: NOW - 4 * 60_000, place: "/mnt/share/sales".into(), synced }
}

/// A desk that meets its team.
fn member() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    let folder = Some("/mnt/share/sales".into());
    desk.tell(Reply::SyncIs { folder, every: Some(15), last: None });
    desk
}

#[test]
fn the_screen_of_syncing_looks_as_it_did() {
    in_all("sync", || {
        let mut desk = member();
        let told = Box::new(told());
        desk.tell(Reply::Synced { told, folder: "/mnt/share/sales".into(), asked: false }).keys("S");
        desk
    });
    in_all("sync_running", || {
        let mut desk = member();
        desk.tell(Reply::SyncPace(130, 412)).keys("S");
        desk
    });
    in_all("sync_without_a_place", || {
        let mut desk = Desk::with(&[("Acme", "", "")]);
        desk.keys("S");
        desk
    });
    in_all("sync_not_there", || {
        let mut desk = member();
        let trouble = Trouble::Place { path: "/mnt/share/sales".into(), why: NoPlace::Missing };
        desk.tell(Reply::SyncFailed { trouble, asked: false }).keys("S");
        desk
    });
}

#[test]
fn a_place_being_typed_looks_as_it_did() {
    in_all("sync_place", || {
        let mut desk = Desk::with(&[("Acme", "", "")]);
        desk.keys("Sf/mnt/sh");
        let found = |path: &str| FoundFile { path: path.into(), bytes: 0, at: 0 };
        let files = vec![found("/mnt/shadow.csv"), found("/mnt/share/"), found("/mnt/共有/")];
        desk.tell(Reply::FilesFound { typed: "/mnt/sh".into(), files });
        desk
    });
    in_all("sync_offer", || {
        let mut desk = Desk::with(&[("Acme", "", "")]);
        desk.keys_unanswered("Sf/mnt/share<enter>");
        let trouble = Trouble::Place { path: "/mnt/share".into(), why: NoPlace::NoTeam };
        desk.tell_first(Reply::SyncFailed { trouble, asked: true });
        desk
    });
}
