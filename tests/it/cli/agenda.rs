//! The agenda as scripts read it: whose, who has nothing next, and steps put off.

use serde_json::json;

use super::{Home, text};

fn states(home: &Home, args: &[&str]) -> Vec<String> {
    let agenda = home.json(&[&["agenda"], args].concat());
    agenda.as_array().unwrap().iter().map(|row| text(&row["state"])).collect()
}

#[test]
fn without_a_flag_the_agenda_is_everyones_and_says_whose() {
    let home = Home::new();
    let id = home.add("Acme");
    home.json(&["next", &id, "+2h"]);
    let agenda = home.json(&["agenda"]);
    assert_eq!((&agenda[0]["owner"], &agenda[0]["moved"]), (&json!("Kawai"), &json!(null)));
    for flags in [&["--all"][..], &["--mine"], &["--rep", "Kawai"], &["--rep", "Kaw"]] {
        assert_eq!(states(&home, flags), ["today"], "{flags:?}");
    }
}

#[test]
fn an_unknown_rep_is_refused_with_those_there_are() {
    let home = Home::new();
    home.add("Acme");
    let (code, words) = home.fails(&["agenda", "--rep", "Nobody"]);
    assert_eq!(code, 3);
    assert!(words.contains("Nobody") && words.contains("Kawai"), "{words}");
    assert_eq!(home.fails(&["agenda", "--rep", "Kawai", "--mine"]).0, 2);
}

#[test]
fn orphans_come_only_when_asked_for() {
    let home = Home::new();
    let id =
        text(&home.json(&["add", "Acme", "--phone", "03-1234-5678", "--set", "lifecycle=prospect"])["id"]);
    home.json(&["log", "call", &id, "--outcome", "LEFT"]);
    assert!(states(&home, &[]).is_empty());
    assert_eq!(states(&home, &["--orphans"]), ["orphan"]);
    let row = &home.json(&["agenda", "--orphans", "--mine"])[0];
    assert_eq!((&row["customer"], &row["name"]), (&json!(id), &json!("Acme")));
    assert_eq!(
        (&row["phones"], &row["last_at"]),
        (&json!(["03-1234-5678"]), &json!("2026-11-20T14:32:00+09:00"))
    );
    assert!(home.says(&["agenda", "--orphans"]).contains("without a next step (1)"));
    home.json(&["next", &id, "+2h"]);
    assert_eq!(states(&home, &["--orphans"]), ["today"]);
}

#[test]
fn a_step_is_put_off_by_hours_or_days() {
    let home = Home::new();
    let id = home.add("Acme");
    let step = text(&home.json(&["next", &id, "16:00"])["id"]);
    for (by, due) in [
        (&["+1h"][..], "2026-11-20T17:00:00+09:00"),
        (&["+3d"], "2026-11-23T17:00:00+09:00"),
        (&[], "2026-11-23T18:00:00+09:00"),
    ] {
        let put_off = home.json(&[&["next", "snooze", &step], by].concat());
        assert_eq!(put_off["due_at"], json!(due), "{by:?}");
    }
    assert_eq!(home.json(&["agenda"])[0]["moved"], json!(3));
    for wrong in ["soon", "+1w", "+99999999999d", "-1h"] {
        let (code, words) = home.fails(&["next", "snooze", &step, "--", wrong]);
        assert!(code == 2 && words.contains("+3d"), "{wrong}: {words}");
    }
    assert_eq!(home.json(&["agenda"])[0]["moved"], json!(3));
}
