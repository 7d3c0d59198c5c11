//! `salesdesk ask`: questionnaires answered in part, gone on with, counted, found by.

use serde_json::json;

use super::{Home, text};

fn home() -> Home {
    let home = Home::new();
    home.says(&["ask", "add", "Needs", "when", "When to start?", "--choices", "1 Now,2 This year,3 Later"]);
    home.says(&["ask", "add", "Needs", "nps", "How likely?", "--type", "score"]);
    home.says(&["ask", "add", "Needs", "why", "Why?", "--type", "text"]);
    home
}

#[test]
fn a_half_filled_questionnaire_is_gone_on_with_and_begun_again_only_when_asked() {
    let home = home();
    let acme = home.add("Acme");
    let told = home.json(&["ask", "answer", &acme, "Needs", "when=2"]);
    assert_eq!((&told["round"], &told["open"]), (&json!(1), &json!(["nps", "why"])));
    let told = home.json(&["ask", "answer", &acme, "needs", "nps=9", "why=Too slow today"]);
    assert_eq!(told["open"], json!([]));
    let answers = home.json(&["show", &acme])["answers"].clone();
    assert_eq!(answers.as_array().unwrap().len(), 3);
    assert!(home.says(&["show", &acme]).contains("This year"));
    let told = home.json(&["ask", "answer", &acme, "Needs", "when=1", "--again"]);
    assert_eq!((&told["round"], told["open"].as_array().unwrap().len()), (&json!(2), 2));
    home.says(&["undo"]);
    assert!(home.says(&["ask", "show", "Needs", &acme]).contains("This year"));
}

#[test]
fn answers_are_counted_and_customers_found_by_them() {
    let home = home();
    for (name, when, nps) in [("Acme", "1", "10"), ("Bolt", "1", "8"), ("Cog", "3", "3")] {
        let id = home.add(name);
        home.says(&["ask", "answer", &id, "Needs", &format!("when={when}"), &format!("nps={nps}")]);
    }
    let report = home.json(&["ask", "report", "Needs"]);
    assert_eq!(report["questions"][0]["answers"][0], json!({ "answer": "Now", "count": 2 }));
    assert_eq!(
        (&report["questions"][1]["answered"], &report["questions"][1]["sum"]),
        (&json!(3), &json!(21))
    );
    let words = home.says(&["ask", "report", "Needs"]);
    assert!(words.contains("66%") && words.contains("####") && words.contains("7.0"), "{words}");
    let names = |line: &str| {
        let found = home.json(&["find", line]);
        found.as_array().unwrap().iter().map(|one| text(&one["name"])).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("q.when:later"), "Cog");
    assert_eq!(names("q.nps>=8 q.when:now").split(' ').count(), 2);
    assert_eq!(names("q.when:none"), "");
}

#[test]
fn answers_are_laid_against_anything_by_the_last_round_and_each_figure_opens_whom_it_counts() {
    let home = home();
    home.says(&["ask", "add", "Needs", "by", "By what?", "--type", "multi", "--choices", "1 Mail,2 Phone"]);
    home.says(&["ask", "add", "Needs", "boss", "Do you decide?", "--type", "flag"]);
    let rows =
        [("Acme", "1", "10", "1,2", "yes"), ("Bolt", "1", "8", "2", "no"), ("Cog", "3", "3", "1", "no")];
    let ids = rows.map(|(name, when, nps, by, boss)| {
        let id = home.add(name);
        let said = [("when", when), ("nps", nps), ("by", by), ("boss", boss)];
        let said = said.map(|(code, answer)| format!("{code}={answer}"));
        home.says(&[&["ask", "answer", &id, "Needs"][..], &said.each_ref().map(String::as_str)].concat());
        id
    });
    home.add("Dig");
    home.says(&["ask", "answer", &ids[1], "Needs", "when=3", "--again"]);
    let cross = |args: &[&str]| home.json(&[&["report", "cross"], args].concat());
    let counts = |args: &[&str]| -> Vec<(String, u64)> {
        let report = cross(args);
        let rows = report["rows"].as_array().unwrap();
        rows.iter().map(|row| (row["key"].to_string(), row["count"].as_u64().unwrap())).collect()
    };
    let said = |rows: &[(&str, u64)]| -> Vec<(String, u64)> {
        rows.iter().map(|(key, count)| ((*key).to_owned(), *count)).collect()
    };
    assert_eq!(counts(&["--rows", "q.when"]), said(&[("\"Later\"", 2), ("\"Now\"", 1), ("\"\"", 1)]));
    assert_eq!(counts(&["--rows", "q.by"]), said(&[("\"Mail\"", 2), ("\"Phone\"", 2), ("\"\"", 1)]));
    assert_eq!(counts(&["--rows", "q.nps"]), said(&[("3", 1), ("8", 1), ("10", 1), ("\"\"", 1)]));
    for axis in ["q.when", "q.by", "q.boss", "q.nps"] {
        for row in cross(&["--rows", axis])["rows"].as_array().unwrap() {
            let line = text(&row["opens"]);
            let found = home.json(&["find", &line]).as_array().unwrap().len();
            assert_eq!(Some(found as u64), row["count"].as_u64(), "{line}");
        }
    }
    home.says(&["deal", "add", &ids[0], "Drill", "--stage", "won"]);
    home.says(&[
        "deal",
        "move",
        &text(&home.json(&["deal", "add", &ids[2], "Saw"])["id"]),
        "lost",
        "--reason",
        "price",
    ]);
    let won = cross(&["--rows", "q.by", "--columns", "q.boss", "--value", "rate:won"]);
    let mail = &won["rows"][0];
    assert_eq!((&mail["key"], &mail["part"], &mail["count"]), (&json!("Mail"), &json!(1), &json!(2)));
    assert_eq!((&won["total"]["part"], &won["total"]["count"]), (&json!(1), &json!(2)), "each deal once");
    assert_eq!(home.fails(&["report", "cross", "--rows", "q.none"]).0, 3);
    assert!(home.says(&["report", "cross", "--rows", "q.boss", "--lang", "ja"]).contains("はい"));
}

#[test]
fn an_answer_that_means_nothing_is_refused_whole() {
    let home = home();
    let acme = home.add("Acme");
    let before = home.json(&["digest"]);
    let rows = [("when=9", 2), ("nps=11", 2), ("nps=", 2), ("other=1", 3), ("why=4111 1111 1111 1111", 2)];
    for (answer, exit) in rows {
        let (code, words) = home.fails(&["ask", "answer", &acme, "Needs", "when=1", answer]);
        assert_eq!(code, exit, "{answer}: {words}");
    }
    assert_eq!(home.fails(&["ask", "answer", &acme, "Nothing", "a=1"]).0, 3);
    assert_eq!(home.fails(&["ask", "add", "Needs", "a b", "x", "--type", "text"]).0, 2);
    assert_eq!(home.json(&["digest"]), before);
}

#[test]
fn a_dropped_question_leaves_its_answers_and_comes_back() {
    let home = home();
    let acme = home.add("Acme");
    home.says(&["ask", "answer", &acme, "Needs", "when=1"]);
    assert_eq!(home.json(&["ask", "drop", "Needs", "when"])["dropped"], json!(1));
    assert_eq!(home.json(&["ask"])[0]["questions"].as_array().unwrap().len(), 2);
    home.says(&["undo"]);
    assert!(home.says(&["ask", "show", "Needs", &acme]).contains("Now"));
}

#[test]
fn answers_come_in_from_a_file_by_question_and_the_same_file_changes_nothing() {
    let home = home();
    let acme = text(&home.json(&["add", "Acme", "--mail", "a@acme.example"])["id"]);
    home.add("Bolt");
    let file =
        "mail,name,when,How likely?\na@acme.example,,2,9\n,Bolt,Later,3\n,Bolt,1,1\n,Nobody,1,1\n,Acme,7,1\n";
    std::fs::write(home.path("a.csv"), file).unwrap();
    let output = home.command(&["ask", "import", "Needs", "a.csv", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["customers"], json!(2));
    let lines: Vec<_> =
        told["rejects"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [4, 5, 6]);
    assert_eq!(home.json(&["show", &acme])["answers"].as_array().unwrap().len(), 2);
    let before = home.json(&["digest"]);
    home.fails(&["ask", "import", "Needs", "a.csv"]);
    assert_eq!(home.json(&["digest"]), before);
    std::fs::write(home.path("b.csv"), "name,other\nAcme,1\n").unwrap();
    assert_eq!(home.fails(&["ask", "import", "Needs", "b.csv"]).0, 1);
}

#[test]
fn customers_who_became_one_are_found_and_counted_by_their_newest_answer() {
    let home = home();
    let (acme, bolt) = (home.add("Acme"), home.add("Bolt"));
    home.says(&["ask", "answer", &acme, "Needs", "when=3"]);
    home.says_at("2026-11-21T09:00:00+09:00", &["ask", "answer", &bolt, "Needs", "when=1"]);
    home.json(&["merge", &acme, &bolt, "--take", "name=A"]);
    assert_eq!(home.json(&["find", "q.when:later"]), json!([]));
    assert_eq!(home.json(&["find", "q.when:now"]).as_array().unwrap().len(), 1);
    assert_eq!(
        home.json(&["ask", "report", "Needs", "--question", "when"])["questions"][0]["answered"],
        json!(1)
    );
}

#[test]
fn a_question_that_is_changed_keeps_its_place_and_no_choices_of_before() {
    let home = home();
    home.says(&["ask", "add", "needs", "when", "When, in your words?", "--type", "text"]);
    let questions = home.json(&["ask", "show", "Needs"])["questions"].clone();
    assert_eq!(questions[0]["code"], json!("when"));
    assert_eq!(questions[0]["choices"].as_str().unwrap_or_default(), "");
    assert_eq!(questions.as_array().unwrap().len(), 3);
}
