//! Call lists as scripts make, fill, share out and read them.

use std::fs;

use serde_json::{Value as Json, json};

use super::{Home, text};

/// A home with five customers: codes K1 to K5, each with a number; the last two share one.
fn home() -> Home {
    let home = Home::new();
    let all = [
        ("K1", "Acme", "03-1234-5601", "A"),
        ("K2", "株式会社田中製作所", "03-1234-5602", "A"),
        ("K3", "Bolt", "090-1234-5603", "B"),
        ("K4", "Nut One", "03-1234-5600", "B"),
        ("K5", "Nut Two", "03-1234-5600", "B"),
    ];
    for (code, name, phone, rank) in all {
        let (code, rank) = (format!("code={code}"), format!("rank={rank}"));
        home.json(&["add", name, "--phone", phone, "--set", &code, "--set", &rank]);
    }
    home
}

/// The codes of those on a list, in its order.
fn on(home: &Home, list: &str) -> Vec<String> {
    let shown = home.json(&["list", "show", list]);
    shown["entries"].as_array().unwrap().iter().map(|entry| text(&entry["code"])).collect()
}

fn write(home: &Home, name: &str, bytes: impl AsRef<[u8]>) {
    fs::write(home.path(name), bytes).unwrap();
}

/// The exit code and the JSON of a command that may do only some of it.
fn partly(home: &Home, args: &[&str]) -> (i32, Json) {
    let output = home.command(&[args, &["--json"]].concat()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    (
        output.status.code().unwrap(),
        serde_json::from_str(&said).unwrap_or_else(|_| panic!("{args:?}: {words}")),
    )
}

/// That the last action goes back in one step, and forth again.
fn comes_back(home: &Home, before: &Json) {
    let after = home.json(&["digest"]);
    assert_ne!(after, *before);
    home.json(&["undo"]);
    assert_eq!(home.json(&["digest"]), *before);
    home.json(&["redo"]);
    assert_eq!(home.json(&["digest"]), after);
}

#[test]
fn a_list_is_made_of_a_search_shown_and_counted() {
    let home = home();
    let before = home.json(&["digest"]);
    let made = home.json(&["list", "new", "Nuts", "nut", "--pace", "15", "--everyones"]);
    assert_eq!((&made["name"], &made["count"], &made["rejects"]), (&json!("Nuts"), &json!(2), &json!([])));
    comes_back(&home, &before);
    let shown = home.json(&["list", "show", "Nuts"]);
    assert_eq!(
        (&shown["name"], &shown["pace"], &shown["everyones"]),
        (&json!("Nuts"), &json!(15), &json!(true))
    );
    let entry = &shown["entries"][0];
    assert_eq!(
        [&entry["name"], &entry["state"], &entry["reason"], &entry["attempts"], &entry["due_at"]],
        [&json!("Nut One"), &json!("ready"), &json!("fresh"), &json!(0), &json!(null)]
    );
    assert_eq!(home.json(&["show", "K4"])["id"], entry["customer"]);
    let all = home.json(&["list"]);
    assert_eq!(
        [&all[0]["name"], &all[0]["made_from"], &all[0]["query"], &all[0]["count"], &all[0]["called"]],
        [&json!("Nuts"), &json!("search"), &json!("nut"), &json!(2), &json!(0)]
    );
    assert!(home.says(&["list"]).contains("Nuts  [          ]  0/2"), "{}", home.says(&["list"]));
    assert_eq!(home.json(&["list", "show", "nuts", "--limit", "1"])["entries"].as_array().unwrap().len(), 1);
    assert_eq!(home.json(&["list", "show", "nu", "--state", "done"])["entries"], json!([]));
}

#[test]
fn a_list_of_nobody_is_not_made_and_the_reason_is_said() {
    let home = home();
    home.json(&["list", "new", "Nuts", "nut"]);
    write(&home, "rubbish", "=HYPERLINK(\"http://x\",\"y\")\nno such firm\n");
    let before = home.json(&["digest"]);
    let refused: [(&[&str], i32, &str); 14] = [
        (&["list", "new", "X", "zzz"], 3, "zzz"),
        (&["list", "new", "X", "rank:Z"], 3, "rank:Z"),
        (&["list", "new", "X"], 2, "--paste"),
        (&["list", "new", "X", "nut", "due:xyz"], 2, "due:xyz"),
        (&["list", "new", " ", "nut"], 2, "name"),
        (&["list", "new", "4111 1111 1111 1111", "nut"], 2, "card"),
        (&["list", "new", "Nuts", "acme"], 1, "list add"),
        (&["list", "new", "X", "--paste", "rubbish"], 3, "line 2"),
        (&["list", "new", "X", "--paste", "none.txt"], 1, "none.txt"),
        (&["list", "new", "X", "--batch", "abcd"], 3, "abcd"),
        (&["list", "new", "X", "--outcome-of", "Nuts", "--outcome", "NA"], 3, "NA"),
        (&["list", "new", "X", "--outcome-of", "Nuts", "--outcome", "FOO"], 2, "FOO"),
        (&["list", "new", "X", "--outcome-of", "Nobody", "--outcome", "NA"], 3, "Nuts"),
        (&["list", "new", "X", "nut", "--paste", "rubbish"], 2, "cannot be used"),
    ];
    for (args, code, named) in refused {
        let (exit, words) = home.fails(args);
        assert_eq!(exit, code, "{args:?}: {words}");
        assert!(words.contains(named), "{args:?}: {words}");
    }
    assert_eq!(home.json(&["digest"]), before);
    assert!(home.fails(&["--lang", "ja", "list", "new", "X", "zzz"]).1.contains("当たる顧客がいません"));
}

#[test]
fn each_pasted_line_finds_its_customer_however_it_is_written() {
    let home = home();
    let lines = [
        "\u{feff}名前,電話",
        "tel:03-1234-5601",
        "㈱田中製作所",
        "Ｂｏｌｔ\t０９０－１２３４－５６０３",
        "Nut Two, 03-1234-5600",
        "'03-1234-5600,\"Nut One\"",
    ];
    write(&home, "in.txt", lines.join("\r\n"));
    let (exit, made) = partly(&home, &["list", "new", "P", "--paste", "in.txt"]);
    assert_eq!((exit, &made["made_from"], &made["rejects"]), (0, &json!("paste"), &json!([])));
    assert_eq!(on(&home, "P"), ["K1", "K2", "K3", "K5", "K4"]);
    let (sjis, ..) = encoding_rs::SHIFT_JIS.encode("株式会社田中製作所\r\nK1\r\n");
    write(&home, "sjis.txt", sjis);
    home.json(&["list", "new", "S", "--paste", "sjis.txt"]);
    assert_eq!(on(&home, "S"), ["K2", "K1"]);
    let piped = home.command(&["list", "new", "I", "--paste", "-"]).write_stdin("K3\nk9\n").output().unwrap();
    assert_eq!((piped.status.code(), on(&home, "I")), (Some(4), vec!["K3".to_owned()]));
}

#[test]
fn a_line_that_names_nobody_or_several_comes_back_with_its_number_and_why() {
    let home = home();
    let text = "03-1234-5600\n\nnobody\nK1\nAcme\nK1\na\0b\n=cmd|' /C calc'!A0\n\u{1b}[31mred\u{202e}\n";
    write(&home, "in.txt", text);
    let (exit, made) = partly(&home, &["list", "new", "P", "--paste", "in.txt"]);
    assert_eq!((exit, &made["count"]), (4, &json!(1)));
    let rejects: Vec<_> = made["rejects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["line"].as_u64().unwrap(), text_of(one, "why"), text_of(one, "text")))
        .collect();
    let whys: Vec<_> = rejects.iter().map(|(line, why, _)| (*line, why.as_str())).collect();
    let unknown = "no customer answers to it";
    assert_eq!(
        whys,
        [
            (1, "2 customers answer to it"),
            (3, unknown),
            (5, "the same as line 4"),
            (6, "the same as line 4"),
            (7, "holds a zero byte"),
            (8, unknown),
            (9, unknown)
        ]
    );
    assert_eq!(rejects[6].2, "[31mred");
    let (_, words) = home.fails(&["list", "new", "Q", "--paste", "in.txt"]);
    assert!(words.contains("line 3: `nobody`: no customer") && !words.contains('\u{1b}'), "{words}");
}

fn text_of(json: &Json, field: &str) -> String {
    text(&json[field])
}

#[test]
fn broken_text_is_refused_whole_and_much_of_it_is_no_trouble() {
    let home = home();
    let before = home.json(&["digest"]);
    let japanese = "田中製作所大阪支店\n".repeat(40);
    for (name, bytes) in [
        ("surrogate", [japanese.as_bytes(), b"\xed\xa0\x80\n"].concat()),
        ("zeros", b"K1\0\0\0\0\0\0\0".to_vec()),
        ("zip", b"PK\x03\x04xxxx".to_vec()),
        ("empty", Vec::new()),
    ] {
        write(&home, name, bytes);
        let (exit, words) = home.fails(&["list", "new", "X", "--paste", name]);
        assert_eq!(exit, 1, "{name}: {words}");
        assert!(words.contains(name), "{words}");
    }
    assert_eq!(home.json(&["digest"]), before);
    assert_eq!(home.fails(&["list", "new", "X", "--paste", "empty", "--encoding", "klingon"]).0, 1);
    let repeated = "K1\n".repeat(101);
    write(&home, "repeated", repeated);
    let (exit, made) = partly(&home, &["list", "new", "R", "--paste", "repeated"]);
    assert_eq!((exit, made["rejects"].as_array().unwrap().len(), &made["count"]), (4, 100, &json!(1)));
    let (_, words) = home.fails(&["list", "add", "R", "--paste", "repeated"]);
    assert!(words.contains("and 80 more lines"), "{words}");
}

#[test]
fn unknown_numbers_become_customers_only_where_that_is_asked_for() {
    let home = home();
    write(&home, "in.txt", "06-6123-4567\tNew Firm\n06-6123-4568\n+81 6-6123-4567\nK1\nnobody\n");
    let before = home.json(&["digest"]);
    let (exit, made) = partly(&home, &["list", "new", "P", "--paste", "in.txt", "--add-unknown"]);
    assert_eq!((exit, &made["count"], &made["added_customers"]), (4, &json!(3), &json!(2)));
    let whys: Vec<_> = made["rejects"].as_array().unwrap().iter().map(|one| text(&one["why"])).collect();
    assert_eq!(whys, ["the same as line 1", "no customer answers to it"]);
    assert_eq!(home.json(&["find", "New Firm"])[0]["phones"], json!(["06-6123-4567"]));
    assert_eq!(home.json(&["find", "0661234568"])[0]["name"], json!("06-6123-4568"));
    comes_back(&home, &before);
    let (_, one) = partly(&home, &["list", "new", "L", "--paste", "in.txt", "--limit", "1"]);
    assert_eq!(one["count"], json!(1));
}

#[test]
fn a_list_is_made_of_an_import_and_of_what_calls_came_to() {
    let home = home();
    write(&home, "in.csv", "名称,電話\n甲,03-3333-0001\n乙,03-3333-0002\n丙,03-3333-0003\n");
    let batch = text(&home.json(&["import", "in.csv"])["batch"]);
    let made = home.json(&["list", "new", "Leads", "--batch", &batch[..13]]);
    assert_eq!((&made["count"], &made["made_from"]), (&json!(3), &json!("import")));
    let shown = home.json(&["list", "show", "Leads"]);
    assert_eq!([0, 1, 2].map(|n| text(&shown["entries"][n]["name"])), ["甲", "乙", "丙"]);
    home.json(&["undo"]);
    home.json(&["import", "undo", &batch]);
    assert_eq!(home.fails(&["list", "new", "Leads", "--batch", &batch]).0, 3);
}

#[test]
fn customers_are_put_on_and_taken_off_and_each_comes_back() {
    let home = home();
    home.json(&["list", "new", "Nuts", "nut"]);
    let before = home.json(&["digest"]);
    write(&home, "in.txt", "K1\nK4\n");
    let added = home.json(&["list", "add", "Nuts", "--paste", "in.txt"]);
    assert_eq!((&added["added"], &added["already"]), (&json!(1), &json!(1)));
    assert_eq!(on(&home, "Nuts"), ["K4", "K5", "K1"]);
    comes_back(&home, &before);
    let before = home.json(&["digest"]);
    assert_eq!(home.json(&["list", "remove", "Nuts", "K5", "K4", "K5"])["removed"], json!(2));
    assert_eq!(on(&home, "Nuts"), ["K1"]);
    comes_back(&home, &before);
    home.json(&["list", "add", "Nuts", "nut"]);
    assert_eq!(on(&home, "Nuts"), ["K1", "K4", "K5"]);
    let before = home.json(&["digest"]);
    let none = home.json(&["list", "add", "Nuts", "acme"]);
    assert_eq!((&none["added"], &none["already"]), (&json!(0), &json!(1)));
    for (args, code) in [
        (["list", "remove", "Nuts", "K3"], 3),
        (["list", "remove", "Nuts", "nobody"], 3),
        (["list", "remove", "None", "K3"], 3),
        (["list", "add", "Nuts", "zzz"], 3),
    ] {
        assert_eq!(home.fails(&args).0, code, "{args:?}");
    }
    assert_eq!(home.json(&["digest"]), before);
}

#[test]
fn a_live_list_is_whoever_answers_now_and_whoever_was_put_on_but_not_taken_off() {
    let home = home();
    home.json(&["list", "new", "As", "rank:A", "--live"]);
    assert_eq!(on(&home, "As"), ["K1", "K2"]);
    home.json(&["edit", "K3", "--set", "rank=A"]);
    home.json(&["list", "add", "As", "nut two"]);
    let mut all = on(&home, "As");
    assert_eq!(all.pop().as_deref(), Some("K5"));
    all.sort();
    assert_eq!(all, ["K1", "K2", "K3"]);
    let before = home.json(&["digest"]);
    home.json(&["list", "remove", "As", "K1", "K5"]);
    assert_eq!(on(&home, "As").len(), 2);
    assert_eq!(home.json(&["list"])[0]["count"], json!(2));
    comes_back(&home, &before);
    let before = home.json(&["digest"]);
    let claimed = home.json(&["list", "claim", "As", "--count", "1"]);
    assert_eq!((&claimed["claimed"], &claimed["rep"]), (&json!(1), &json!("Kawai")));
    comes_back(&home, &before);
    let first = on(&home, "As")[0].clone();
    home.json(&["edit", &first, "--set", "rank=C"]);
    assert_eq!(on(&home, "As").len(), 1, "a claim puts nobody on");
    home.json(&["list", "edit", "As", "--live", "no"]);
    home.json(&["edit", "K1", "--set", "rank=A"]);
    assert_eq!(on(&home, "As").len(), 1, "who answered then is kept");
    let made = home.command(&["list", "new", "Later", "rank:S", "--live"]).output().unwrap();
    assert!(made.status.success() && String::from_utf8_lossy(&made.stderr).contains("nobody answers"));
}

#[test]
fn what_holds_for_a_list_is_changed_and_a_dropped_one_comes_back() {
    let home = home();
    write(&home, "script.txt", "Hello {name},\r\nthis is Kawai.\r\n");
    home.json(&["list", "new", "Nuts", "nut", "--script", "script.txt"]);
    home.json(&["list", "new", "Bolts", "bolt"]);
    assert_eq!(home.json(&["list", "show", "Nuts"])["script"], json!("Hello {name},\nthis is Kawai."));
    let before = home.json(&["digest"]);
    let edited =
        home.json(&["list", "edit", "nuts", "--name", "Nuts 2", "--pace", "20", "--everyones", "yes"]);
    assert_eq!((&edited["changed"], &edited["name"]), (&json!(3), &json!("Nuts 2")));
    comes_back(&home, &before);
    let before = home.json(&["digest"]);
    assert_eq!(home.json(&["list", "edit", "Nuts 2", "--pace", "20"])["changed"], json!(0));
    let refused: [(&[&str], i32); 8] = [
        (&["list", "edit", "Nuts 2", "--name", "Bolts"], 1),
        (&["list", "edit", "Nuts 2", "--name", ""], 2),
        (&["list", "edit", "Nuts 2", "--live", "perhaps"], 2),
        (&["list", "edit", "Nuts 2", "--query", "bolt"], 2),
        (&["list", "edit", "Nuts 2", "--live", "yes", "--query", " "], 2),
        (&["list", "edit", "Nuts 2", "--script", "none.txt"], 1),
        (&["list", "edit", "Nuts 2"], 2),
        (&["list", "edit", "Nobody", "--pace", "3"], 3),
    ];
    for (args, code) in refused {
        assert_eq!(home.fails(args).0, code, "{args:?}");
    }
    assert_eq!(home.json(&["digest"]), before);
    home.json(&["list", "drop", "Nuts 2"]);
    assert_eq!(home.fails(&["list", "show", "Nuts 2"]).0, 3);
    comes_back(&home, &before);
    home.json(&["list", "new", "Nuts 2", "nut"]);
    assert_eq!(on(&home, "Nuts 2"), ["K4", "K5"], "one made anew in the same moment is another");
}

#[test]
fn the_next_are_claimed_in_order_and_let_go_again() {
    let home = home();
    write(&home, "in.txt", "K3\nK1\nK2\nK4\n");
    home.json(&["list", "new", "L", "--paste", "in.txt"]);
    let reps = |home: &Home| -> Vec<String> {
        let shown = home.json(&["list", "show", "L"]);
        shown["entries"].as_array().unwrap().iter().map(|entry| text(&entry["rep"])).collect()
    };
    let before = home.json(&["digest"]);
    home.json(&["list", "claim", "L", "--count", "2"]);
    assert_eq!(reps(&home), ["Kawai", "Kawai", "", ""]);
    comes_back(&home, &before);
    home.json(&["list", "claim", "L", "--count", "1", "--rep", "Kawai"]);
    assert_eq!(reps(&home), ["Kawai", "Kawai", "Kawai", ""]);
    assert_eq!(home.json(&["list", "claim", "L"])["claimed"], json!(1));
    let (exit, words) = home.fails(&["list", "claim", "L"]);
    assert_eq!(exit, 3, "{words}");
    assert_eq!(home.json(&["list", "claim", "L", "--release", "--count", "1"])["released"], json!(1));
    assert_eq!(reps(&home), ["Kawai", "Kawai", "Kawai", ""]);
    assert_eq!(home.json(&["list", "claim", "L", "--release"])["released"], json!(3));
    assert_eq!(home.fails(&["list", "claim", "L", "--release"]).0, 3);
    let before = home.json(&["digest"]);
    let split = home.json(&["list", "split", "L", "--among", "Kawai, Kaw", "--block", "3"]);
    assert_eq!(split["reps"], json!([{ "rep": "Kawai", "count": 4 }]));
    comes_back(&home, &before);
    let (exit, words) = home.fails(&["list", "split", "L", "--among", "Kawai,Nobody"]);
    assert!(exit == 3 && words.contains("Nobody") && words.contains("(Kawai)"), "{words}");
}

#[test]
fn a_list_that_leaves_the_desk_holds_nobody_who_must_not_be_called() {
    let home = home();
    write(&home, "in.txt", "K3\nK1\nK4\nK5\n");
    home.json(&["list", "new", "L", "--paste", "in.txt"]);
    home.json(&["block", "03-1234-5600", "--reason", "asked"]);
    let table = home.says(&["export", "--list", "L"]);
    let names: Vec<bool> = ["Bolt", "Acme", "Nut"].map(|name| table.contains(name)).into();
    assert_eq!(names, [true, true, false], "{table}");
    assert!(table.find("Bolt") < table.find("Acme"), "in the list's order");
    assert!(!table.contains("5600"), "{table}");
    assert_eq!(home.fails(&["export", "--list", "nowhere"]).0, 3);
}
