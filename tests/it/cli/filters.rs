//! Filters over every field, what was bought and what it came to, on books made by hand and on real
//! purchases.

use std::collections::BTreeSet;

use serde_json::json;

use super::sales::corpus;
use super::{Home, text};

/// Who answers a line, by name.
fn who(home: &Home, line: &str) -> BTreeSet<String> {
    let found = home.json(&["find", line, "--limit", "5000"]);
    found.as_array().unwrap().iter().map(|row| text(&row["name"])).collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// A home with what a file holds.
fn with(home: &Home, about: &str, lines: &str) {
    let path = home.folder.path().join(format!("{about}.csv"));
    std::fs::write(&path, lines).unwrap();
    home.says(&["import", &path.display().to_string(), "--as", about]);
}

#[test]
fn any_field_of_a_customer_or_of_what_hangs_on_it_is_a_filter() {
    let home = Home::new();
    let (acme, beta) = (home.add("Acme"), home.add("Beta"));
    home.add("Gamma");
    home.json(&["edit", &acme, "--set", "industry=製造業", "--set", "employees=120"]);
    home.json(&["edit", &beta, "--set", "industry=小売", "--set", "employees=80"]);
    home.json(&[
        "deal",
        "add",
        &beta,
        "Line",
        "--amount",
        "150万",
        "--stage",
        "quote",
        "--set",
        "close_on=2026-12-24",
    ]);
    for (line, found) in [
        ("industry:製造", &["Acme"][..]),
        ("業種：ｾｲｿﾞｳ", &[]),
        ("業種:製造、小売", &["Acme", "Beta"]),
        ("industry:none", &["Gamma"]),
        ("g -industry:any", &["Gamma"]),
        ("employees>=100", &["Acme"]),
        ("従業員数＜100", &["Beta"]),
        ("deal.amount>=150万", &["Beta"]),
        ("deal.amount>150万", &[]),
        ("amount>=$1", &[]),
        ("closing<=2026-12 -employees>=100", &["Beta"]),
        ("closing<=+40d", &["Beta"]),
        ("employees>=1 acme", &["Acme"]),
    ] {
        assert_eq!(who(&home, line), names(found), "{line}");
    }
}

#[test]
fn a_filter_follows_what_is_changed_and_taken_back() {
    let home = Home::new();
    let acme = home.add("Acme");
    home.json(&["edit", &acme, "--set", "source=展示会"]);
    assert_eq!(who(&home, "流入経路:展示"), names(&["Acme"]));
    home.says(&["undo"]);
    assert_eq!(who(&home, "流入経路:展示"), names(&[]));
}

#[test]
fn who_bought_one_thing_and_not_another_is_found() {
    let home = Home::new();
    let bought = "customer,date,product,amount,number\n\
        Acme,2026-01-05,Drill A,1000,1\nAcme,2026-02-05,Bit B,500,2\nBeta,2026-03-05,Drill A,9000,3\n\
        Gamma,2026-11-01,Saw C,100,4\nBeta,2026-03-09,Drill A,-9000,5\n";
    for name in ["Acme", "Beta", "Gamma"] {
        home.add(name);
    }
    with(&home, "purchases", bought);
    for (line, found) in [
        ("bought:drill", &["Acme", "Beta"][..]),
        ("bought:drill -bought:bit", &["Beta"]),
        ("購入:saw,bit", &["Acme", "Gamma"]),
        ("orders>=2", &["Acme"]),
        ("returns>=1", &["Beta"]),
        ("net<=0", &["Beta"]),
        ("last<-90d", &["Acme", "Beta"]),
        ("最終購入>=2026-11", &["Gamma"]),
        ("since>200", &["Acme", "Beta"]),
        ("net:none", &[]),
    ] {
        assert_eq!(who(&home, line), names(found), "{line}");
    }
}

#[test]
fn a_field_of_ones_own_is_a_filter_by_its_name() {
    let home = Home::new();
    with(&home, "customers", "name,Plan,Seats\nAcme,Gold,12\nBeta,Silver,3\nGamma,,\n");
    for (line, found) in
        [("plan:gold", &["Acme"][..]), ("PLAN:silver,gold seats:3", &["Beta"]), ("plan:none", &["Gamma"])]
    {
        assert_eq!(who(&home, line), names(found), "{line}");
    }
}

#[test]
fn marks_of_a_filter_are_those_of_the_report() {
    let Some(lines) = corpus("purchases-online-retail/transactions.csv") else {
        return println!("skipped: no corpora");
    };
    let home = Home::new();
    home.says(&["import", &lines, "--as", "purchases"]);
    let report = home.json(&["report", "customers"]);
    let best = report["customers"].as_array().unwrap().iter().filter(|row| {
        let mark = |name: &str| row[name].as_u64().unwrap_or_default();
        mark("r") >= 4 && mark("f") >= 4 && mark("m") >= 5
    });
    let best: BTreeSet<String> = best.map(|row| text(&row["name"])).collect();
    assert!(!best.is_empty());
    assert_eq!(who(&home, "rfm>=445"), best);
    assert_eq!(who(&home, "r>=4 f>=4 m>=5"), best);
}

#[test]
fn an_answer_is_ordered_as_the_line_says_and_whoever_has_nothing_is_last() {
    let home = Home::new();
    with(&home, "customers", "name,employees,Seats\nAcme,12,9\nBeta,300,10\nGamma,,\n");
    for (line, order) in [
        ("sort:employees", ["Acme", "Beta", "Gamma"]),
        ("sort:-employees", ["Beta", "Acme", "Gamma"]),
        ("並べ替え：－従業員数", ["Beta", "Acme", "Gamma"]),
        ("sort:-seats", ["Beta", "Acme", "Gamma"]),
    ] {
        let found = home.json(&["find", line]);
        let found: Vec<String> = found.as_array().unwrap().iter().map(|row| text(&row["name"])).collect();
        assert_eq!(found, order, "{line}");
    }
}

#[test]
fn a_list_of_a_filter_without_a_meaning_is_refused() {
    let home = Home::new();
    home.add("Acme");
    let (exit, words) = home.fails(&["list", "new", "Best", "rfm>=9"]);
    assert!(exit == 2 && words.contains("rfm>=9"), "{words}");
    let made = home.json(&["list", "new", "Rest", "rfm:none"]);
    assert_eq!(made["count"], json!(1), "{made}");
}
