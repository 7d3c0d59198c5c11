//! Reports as a script asks for them.

use serde_json::{Value as Json, json};

use super::{Home, text};

/// A home with a day of calls in it: two no answers, a talk that agrees a callback, one in New York.
fn day() -> Home {
    let home = Home::new();
    let calls = [
        ("田中製作所", "NA", "2026-11-20T09:05:00+09:00", ""),
        ("Acme | `Tools`", "TALK", "2026-11-20T09:30:00+09:00", "20 units | `x`, tomorrow 3pm"),
        ("Bolt", "NA", "2026-11-20T13:00:00+09:00", ""),
        ("Yorke", "FAX", "2026-11-19T23:30:00-05:00", ""),
    ];
    for (name, outcome, at, note) in calls {
        let id = home.add(name);
        home.says_at(at, &["log", "call", &id, "--outcome", outcome, "--note", note]);
    }
    home
}

fn numbers(json: &Json) -> [u64; 5] {
    ["calls", "attempts", "connected", "deciders", "talks"].map(|name| json[name].as_u64().unwrap())
}

#[test]
fn calls_are_counted_by_flags_and_laid_apart() {
    let home = day();
    let today = home.json(&["report", "calls"]);
    assert_eq!(
        (&today["from"], &today["to"], &today["by"]),
        (&json!("2026-11-20"), &json!("2026-11-20"), &json!("hour"))
    );
    assert_eq!(numbers(&today["total"]), [3, 3, 1, 1, 1]);
    assert_eq!(today["total"]["connect_permille"], json!(333));
    let hours: Vec<_> = today["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["hour"].clone(), row["calls"].clone()))
        .collect();
    assert_eq!(hours, [(json!(9), json!(2)), (json!(13), json!(1))]);
    let by = |by: &str, field: &str| {
        let report =
            home.json(&["report", "calls", "--from", "2026/11/19", "--to", "令和8年11月20日", "--by", by]);
        report["rows"].as_array().unwrap().iter().map(|row| row[field].clone()).collect::<Vec<_>>()
    };
    assert_eq!(by("day", "day"), [json!("2026-11-19"), json!("2026-11-20")], "a day is that of the place");
    assert_eq!(by("weekday", "weekday"), [json!(4), json!(5)]);
    assert_eq!(by("hour", "hour"), [json!(9), json!(13), json!(23)]);
    assert_eq!(by("outcome", "outcome"), [json!("NA"), json!("FAX"), json!("TALK")]);
    assert_eq!(by("rep", "rep"), [json!("Kawai")]);
    assert_eq!(by("list", "list_id"), [Json::Null]);
}

#[test]
fn a_month_or_a_year_is_all_of_its_days() {
    let home = day();
    let range = |args: &[&str]| {
        let report = home.json(&[&["report", "funnel"], args].concat());
        (text(&report["from"]), text(&report["to"]))
    };
    let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(range(&[]), days("2026-10-22", "2026-11-20"));
    assert_eq!(range(&["--from", "2026-02", "--to", "2026-02"]), days("2026-02-01", "2026-02-28"));
    assert_eq!(range(&["--from", "2025", "--to", "2025"]), days("2025-01-01", "2025-12-31"));
    assert_eq!(range(&["--to", "2026-11-10"]), days("2026-10-12", "2026-11-10"));
}

#[test]
fn a_funnel_goes_from_dialled_to_order() {
    let home = day();
    let funnel = home.json(&["report", "funnel", "--by", "rep"]);
    let steps = |of: &Json| {
        let steps = of["steps"].as_array().unwrap().iter();
        steps.map(|step| (text(&step["step"]), step["calls"].as_u64().unwrap())).collect::<Vec<_>>()
    };
    let names = ["dialled", "connected", "decider", "talk", "appointment", "deal", "won"];
    let expected: Vec<_> = names.map(str::to_owned).into_iter().zip([4, 1, 1, 1, 0, 0, 0]).collect();
    assert_eq!(steps(&funnel), expected);
    assert_eq!(steps(&funnel["rows"][0]), expected);
    assert_eq!(funnel["steps"][1]["of_dialled_permille"], json!(250));
}

#[test]
fn an_hour_is_recommended_only_when_enough_was_tried_in_it() {
    let home = day();
    assert_eq!(home.json(&["report", "best-time"])["best"], json!([]));
    let report = home.json(&["report", "best-time", "--least", "2"]);
    let best = &report["best"][0];
    assert_eq!((&best["weekday"], &best["hour"], &best["attempts"]), (&json!(5), &json!(9), &json!(2)));
    assert_eq!(report["cells"].as_array().unwrap().len(), 3);
}

#[test]
fn a_report_says_its_range_and_its_definition_in_both_languages() {
    let home = day();
    for (lang, words) in [("en", ["Fri 20 Nov 2026", "reach 3"]), ("ja", ["2026年11月20日（金）", "到達3"])]
    {
        for report in ["calls", "funnel", "best-time"] {
            let said = home.says(&["--lang", lang, "report", report]);
            assert!(words.iter().all(|words| said.contains(words)), "{said}");
        }
    }
    let map = |locale: &str| {
        let output =
            home.command(&["report", "best-time", "--least", "1"]).env("LANG", locale).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(map("en_US.UTF-8").contains('⣿'));
    assert!(map("C").is_ascii());
}

#[test]
fn the_days_summary_is_ready_to_send() {
    let home = day();
    let facts = home.json(&["report", "day"]);
    assert_eq!(
        (&facts["rep"], &facts["callbacks"], &facts["tomorrow"]),
        (&json!("Kawai"), &json!(1), &json!(1))
    );
    assert_eq!(facts["told"][0]["name"], json!("Acme | `Tools`"));
    let said = home.says(&["--lang", "ja", "report", "day"]);
    assert!(said.starts_with("【日報】2026年11月20日（金） Kawai\n"), "{said}");
    assert!(said.contains("20 units | `x`, tomorrow 3pm"), "{said}");
    let page = home.says(&["report", "day", "--format", "markdown"]);
    assert!(page.contains("- **Acme \\| \\`Tools\\`** Talked, continue / 20 units \\| \\`x\\`"), "{page}");
    assert_eq!(home.json(&["report", "day", "--date", "2026-11-19"])["calls"], json!(0));
}

#[test]
fn what_a_report_cannot_be_about_is_refused() {
    let home = day();
    let wrong: [(&[&str], i32, &str); 8] = [
        (&["calls", "--where", "moon.phase:full"], 2, "moon.phase"),
        (&["calls", "--rep", "nobody"], 3, "Kawai"),
        (&["calls", "--list", "nowhere"], 3, "nowhere"),
        (&["calls", "--from", "whenever"], 2, "whenever"),
        (&["funnel", "--from", "2026-11-21"], 2, "2026-11-21"),
        (&["calls", "--by", "moon"], 2, "moon"),
        (&["day", "--date", "2026-11"], 2, "2026-11"),
        (&["day", "--rep", "nobody"], 3, "Kawai"),
    ];
    for (args, expected, named) in wrong {
        let (code, words) = home.fails(&[&["report"], args].concat());
        assert_eq!(code, expected, "{args:?}: {words}");
        assert!(words.contains(named), "{args:?}: {words}");
    }
}

#[test]
fn calls_are_laid_apart_by_how_their_customers_came_to_us_whatever_the_spelling() {
    let home = Home::new();
    for (name, source) in
        [("Acme", "web"), ("Bolt", "ＷＥＢ"), ("Cole", "fair"), ("Dane", ""), ("Eden", "web")]
    {
        let id = home.add(name);
        home.says(&["edit", &id, "--set", &format!("source={source}")]);
        home.says_at("2026-11-20T09:05:00+09:00", &["log", "call", &id, "--outcome", "TALK"]);
    }
    let rows = |report: &str| {
        let told = home.json(&["report", report, "--by", "source"]);
        let rows = told["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| (text(&row["source"]), row.clone())).collect::<Vec<_>>()
    };
    let calls = rows("calls");
    let counted: Vec<_> = calls.iter().map(|(source, row)| (source.as_str(), row["calls"].clone())).collect();
    assert_eq!(counted, [("web", json!(3)), ("", json!(1)), ("fair", json!(1))]);
    assert_eq!(rows("funnel")[0].1["steps"][1]["calls"], json!(3));
    let said = home.says(&["report", "calls", "--by", "source"]);
    assert!(said.contains("Source") && said.contains("web"), "{said}");
}

#[test]
fn a_report_can_be_of_the_customers_who_answer_a_search_line_only() {
    let home = day();
    let calls = |args: &[&str]| home.json(&[&["report", "calls", "--from", "2026-11-19"], args].concat());
    let acme = calls(&["--where", "acme"]);
    assert_eq!((numbers(&acme["total"]), text(&acme["where"])), ([1, 1, 1, 1, 1], "acme".to_owned()));
    assert_eq!(numbers(&calls(&[])["total"])[0], 4);
    assert_eq!(numbers(&calls(&["--where", "nobody here"])["total"])[0], 0);
    assert_eq!(home.json(&["report", "day", "--where", "bolt"])["calls"], json!(1));
    assert_eq!(home.json(&["report", "best-time", "--where", "yorke"])["total"]["calls"], json!(1));
    let said = home.says(&["report", "funnel", "--where", "acme"]);
    assert!(said.contains("customers: acme"), "{said}");
    let said = home.says(&["report", "day", "--lang", "ja", "--where", "acme"]);
    assert!(said.contains("顧客: acme"), "{said}");
    let cross = ["report", "cross", "--rows", "activity.outcome", "--where", "acme"];
    assert_eq!(home.json(&cross)["total"]["count"], json!(1));
}
