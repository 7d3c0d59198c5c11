//! What deals and purchases come to: figures that others computed of real files, and bad input.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::{Home, text};

/// A file of the real data, if it is at hand.
pub(super) fn corpus(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    path.exists().then(|| path.display().to_string())
}

fn rows<'a>(report: &'a Json, rows: &str) -> &'a Vec<Json> {
    report[rows].as_array().unwrap()
}

#[test]
fn a_pipeline_of_8800_deals_comes_to_what_others_counted() {
    let Some(deals) = corpus("crm-maven/sales_pipeline.csv") else { return println!("skipped: no corpora") };
    let accounts = corpus("crm-maven/accounts.csv").unwrap();
    let expected: Json =
        serde_json::from_str(&std::fs::read_to_string(corpus("crm-maven/expected.json").unwrap()).unwrap())
            .unwrap();
    let home = Home::new();
    home.says(&["import", &accounts]);
    home.says(&["import", &deals, "--as", "deals"]);
    let report = home.json(&["report", "pipeline", "--by", "customer"]);
    let stages: Vec<_> = rows(&report, "stages")
        .iter()
        .map(|row| (text(&row["stage"]), row["deals"].as_u64().unwrap()))
        .collect();
    let counted = |stage: &str| expected["deals_by_stage"][stage].as_u64().unwrap();
    let stage = |code: &str, word: &str| (code.to_owned(), counted(word));
    assert_eq!(
        stages,
        [
            stage("lead", "Prospecting"),
            stage("approach", "Engaging"),
            stage("won", "Won"),
            stage("lost", "Lost")
        ]
    );
    assert_eq!(report["won"]["amount"], json!(expected["won_amount_total"].to_string()));
    assert_eq!(report["win_rate"], expected["win_rate_closed"]);
    let months: Vec<_> = rows(&report, "months")
        .iter()
        .map(|row| (text(&row["month"]), text(&row["won"]["amount"])))
        .collect();
    let counted = expected["won_amount_by_close_month"].as_object().unwrap();
    assert_eq!(
        months,
        counted.iter().map(|(month, sum)| (month.clone(), sum.to_string())).collect::<Vec<_>>()
    );
    let best = &rows(&report, "rows")[0];
    assert_eq!(
        (text(&best["customer"]).as_str(), text(&best["won"]["amount"]).as_str()),
        ("Kan-code", "341455")
    );
    let march = home.json(&["report", "pipeline", "--from", "2017-03", "--to", "2017-03"]);
    assert_eq!(march["won"]["amount"], json!("1134672"));
}

#[test]
fn purchases_of_32_customers_come_to_what_others_counted_of_each() {
    let Some(lines) = corpus("purchases-online-retail/transactions.csv") else {
        return println!("skipped: no corpora");
    };
    let truth = corpus("purchases-online-retail/truth_rfm.csv").unwrap();
    let home = Home::new();
    home.says(&["import", &lines, "--as", "purchases"]);
    let report = home.says_at("2011-12-10T12:00:00+09:00", &["report", "customers", "--json"]);
    let report: Json = serde_json::from_str(&report).unwrap();
    assert_eq!(report["net"], json!("195832.11"));
    assert_eq!(report["without_customer"]["net"], json!("11030.61"));
    let customers = rows(&report, "customers");
    let mut seen = 0;
    for line in std::fs::read_to_string(truth).unwrap().lines().skip(1) {
        let truth: Vec<&str> = line.split(',').collect();
        let row = customers.iter().find(|row| row["code"] == truth[0] || row["name"] == truth[0]).unwrap();
        let minor = |sums: &str| row[sums][0]["minor"].as_i64().unwrap();
        let cents = |figure: &str| figure.replace('.', "").parse::<i64>().unwrap();
        let day = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        assert_eq!((day("first_on"), day("last_on")), (truth[2].to_owned(), truth[3].to_owned()), "{line}");
        assert_eq!(row["recency_days"].to_string(), truth[4], "{line}");
        assert_eq!(
            (row["orders"].to_string(), row["returns"].to_string()),
            (truth[5].to_owned(), truth[8].to_owned()),
            "{line}"
        );
        assert_eq!((minor("gross_sums"), minor("net_sums")), (cents(truth[6]), cents(truth[7])), "{line}");
        seen += 1;
    }
    // One of them brought back what was bought before.
    assert_eq!((seen, customers.len()), (31, 32));
}

#[test]
fn invoices_of_59_customers_are_laid_apart_by_country_and_by_a_field_of_ones_own() {
    let Some(invoices) = corpus("crm-chinook/invoices.csv") else { return println!("skipped: no corpora") };
    let home = Home::new();
    home.says(&["import", &corpus("crm-chinook/customers.csv").unwrap()]);
    home.says(&["import", &invoices, "--as", "purchases"]);
    assert_eq!(home.json(&["report", "customers"])["net"], json!("2328.60"));
    let by = |by: &str| {
        let report = home.json(&["report", "customers", "--by", by, "--limit", "3"]);
        rows(&report, "rows").iter().map(|row| (text(&row[by]), text(&row["net"]))).collect::<Vec<_>>()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(by("country")[0], pair("US", "523.06"));
    assert_eq!(by("SupportRepId"), [pair("3", "833.04"), pair("4", "775.40"), pair("5", "720.16")]);
}

#[test]
fn rows_of_a_report_add_up_to_the_whole_whatever_lays_them_apart() {
    let Some(lines) = corpus("purchases-online-retail/transactions.csv") else {
        return println!("skipped: no corpora");
    };
    let home = Home::new();
    home.says(&["import", &lines, "--as", "purchases"]);
    for by in ["month", "country", "product", "number", "rank"] {
        let report = home.json(&["report", "customers", "--by", by]);
        let lines: u64 = rows(&report, "rows").iter().map(|row| row["lines"].as_u64().unwrap()).sum();
        let minor = |row: &Json| row["net_sums"][0]["minor"].as_i64().unwrap();
        assert_eq!(
            (lines, rows(&report, "rows").iter().map(minor).sum::<i64>()),
            (2_941, 20_686_272),
            "{by}"
        );
    }
    assert_eq!(home.fails(&["report", "customers", "--by", "shoe"]).0, 2);
}

#[test]
fn currencies_are_never_added_up_and_a_range_that_ends_before_it_begins_is_refused() {
    let home = Home::new();
    let id = home.add("Acme");
    for amount in ["120万", "$500"] {
        home.json(&["deal", "add", &id, amount, "--amount", amount, "--stage", "quote"]);
    }
    let report = home.json(&["report", "pipeline"]);
    assert_eq!(report["open"]["amount"], Json::Null);
    let both = rows(&report["open"], "amount_sums").iter().map(|sum| text(&sum["figure"]));
    assert_eq!(both.collect::<Vec<_>>(), ["1200000", "500"]);
    assert!(home.says(&["report", "pipeline"]).contains("¥1,200,000 + $500"));
    assert_eq!(home.fails(&["report", "pipeline", "--from", "2026-02", "--to", "2026-01"]).0, 2);
    assert!(
        home.says(&["report", "customers"]).contains("--as purchases"),
        "an empty report says what to do"
    );
}

/// Five who bought more often and more lately from one to the next, and one who bought once.
fn bought() -> Home {
    let home = Home::new();
    let mut lines = String::from("customer,date,amount,currency\n");
    for nth in 1..=5_u32 {
        for order in 0..nth {
            writeln!(lines, "Acme {nth},2026-{:02}-{:02},100,JPY", 4 + nth, 1 + order).unwrap();
        }
    }
    lines.push_str("Late,2026-11-18,100,JPY\n");
    for name in ["Acme 1", "Acme 2", "Acme 3", "Acme 4", "Acme 5", "Late"] {
        home.add(name);
    }
    std::fs::write(home.path("p.csv"), lines).unwrap();
    home.says(&["import", "p.csv", "--as", "purchases"]);
    home
}

#[test]
fn the_map_of_recency_and_frequency_has_everybody_who_ordered_in_it_once() {
    let home = bought();
    let report = home.json(&["report", "customers"]);
    let grid = rows(&report, "rfm");
    let all: u64 = grid.iter().map(|cell| cell["customers"].as_u64().unwrap()).sum();
    assert_eq!(all, 6);
    for cell in grid {
        let marked = |row: &&Json| (&row["r"], &row["f"]) == (&cell["r"], &cell["f"]);
        let customers = rows(&report, "customers").iter().filter(marked).count();
        assert_eq!(cell["customers"], json!(customers), "{cell}");
    }
    for (lang, words) in [("en", "recency (R) and frequency (F)"), ("ja", "最終購入（R）と購入回数（F）")]
    {
        let said = home.says(&["report", "customers", "--lang", lang]);
        assert!(said.contains(words) && said.contains("R5 <") && said.contains("F5 >"), "{said}");
        let page = home.says(&["report", "customers", "--lang", lang, "--format", "html"]);
        assert!(page.contains(words) && page.contains("rgba("), "{page}");
    }
    let csv = home.says(&["report", "customers", "--format", "csv"]);
    assert!(csv.starts_with("\u{feff}customer,"), "what stood first stays first: {csv}");
    assert!(csv.contains("\r\nR5 <"), "{csv}");
}

#[test]
fn marks_are_the_same_whoever_else_is_looked_at() {
    let home = bought();
    let marks = |args: &[&str]| {
        let report = home.json(&[&["report", "customers"], args].concat());
        let rows = rows(&report, "customers").iter();
        rows.map(|row| (text(&row["name"]), row["rfm"].clone())).collect::<Vec<_>>()
    };
    let (all, one) = (marks(&[]), marks(&["--where", "late"]));
    assert_eq!(one.len(), 1);
    assert!(all.contains(&one[0]), "{all:?} {one:?}");
    assert_eq!(
        home.json(&["report", "customers", "--by", "month", "--where", "late"])["rows"][0]["month"],
        json!("2026-11")
    );
}

#[test]
fn nobody_who_bought_in_a_range_is_told_from_nobody_who_ever_did() {
    let home = Home::new();
    let none = |home: &Home, args: &[&str]| home.says(&[&["report", "customers"], args].concat());
    assert!(none(&home, &["--from", "2020", "--to", "2020"]).contains("No purchases yet"));
    let home = bought();
    for args in [&["--from", "2020", "--to", "2020"][..], &["--where", "nobody at all"]] {
        let said = none(&home, args);
        assert!(said.contains("Nobody bought") && !said.contains("--as purchases"), "{said}");
    }
    let sold = none(&home, &["--by", "month", "--from", "2020", "--to", "2020"]);
    assert!(sold.contains("Nobody bought"), "{sold}");
}
