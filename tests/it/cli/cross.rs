//! Any field against any field, reports as files, and the views for other programs: figures that
//! others computed of real files, and each figure against the rows it opens.

use std::fmt::Write as _;

use rusqlite::{Connection, OpenFlags};
use serde_json::Value as Json;

use super::sales::corpus;
use super::{Home, text};

fn rows(report: &Json) -> &[Json] {
    report["rows"].as_array().unwrap()
}

fn number(json: &Json) -> u64 {
    json.as_u64().unwrap()
}

/// Every row and every cell of a report that opens something opens as many as it says.
fn each_figure_is_the_rows_it_opens(home: &Home, args: &[&str]) -> usize {
    let report = home.json(&[&["report", "cross"], args].concat());
    let found = |line: &str| home.json(&["find", line, "--limit", "1000"]).as_array().unwrap().len();
    let mut opened = 0;
    for row in rows(&report) {
        let Some(line) = row["opens"].as_str() else { continue };
        assert_eq!(found(line) as u64, number(&row["count"]), "{line}");
        opened += 1;
        let columns = report["columns"].as_array().unwrap();
        for (column, cell) in columns.iter().zip(row["cells"].as_array().unwrap()) {
            let Some(more) = column["opens"].as_str() else { continue };
            let line = format!("{line} {more}");
            assert_eq!(found(&line) as u64, number(&cell["count"]), "{line}");
            opened += 1;
        }
    }
    opened
}

/// Customers of all kinds: without anything, with words that a search line could mistake.
fn mixed() -> Home {
    let home = Home::new();
    let mut file = "code,会社名,業種,流入経路,従業員数,タグ\n".to_owned();
    let industries =
        ["IT", "ＩＴ", "it services", "", "none", "食品 & 飲料", "a:b", "R&D&source==web", "\"\"q\"\""];
    for (at, source) in ["Web", "展示会", "", "any"].iter().cycle().take(90).enumerate() {
        let industry = industries[at % industries.len()];
        let _ = writeln!(file, "C{at},社{at},\"{industry}\",{source},{},t{}", at % 3, at % 2);
    }
    let path = home.path("mixed.csv");
    std::fs::write(&path, file).unwrap();
    home.says(&["import", &path.display().to_string()]);
    home
}

#[test]
fn every_figure_that_opens_rows_opens_as_many() {
    let home = mixed();
    let opened = each_figure_is_the_rows_it_opens(&home, &["--rows", "industry", "--columns", "source"]);
    assert!(opened > 25, "{opened}");
    assert!(each_figure_is_the_rows_it_opens(&home, &["--rows", "tag", "--columns", "employees"]) >= 8);
    let merged = home.json(&["report", "cross", "--rows", "業種"]);
    let it = rows(&merged).iter().find(|row| text(&row["key"]).to_lowercase() == "it").unwrap();
    assert_eq!(number(&it["count"]), 20, "IT and ＩＴ are one row");
    assert_eq!(number(&merged["total"]["count"]), 90);
}

#[test]
fn deals_laid_against_anything_come_to_what_others_counted() {
    let Some(deals) = corpus("crm-maven/sales_pipeline.csv") else { return println!("skipped: no corpora") };
    let home = Home::new();
    home.says(&["import", &corpus("crm-maven/accounts.csv").unwrap()]);
    home.says(&["import", &deals, "--as", "deals"]);
    let stages = home.json(&["report", "cross", "--rows", "deal.stage", "--columns", "deal.product"]);
    let counted: Vec<(String, u64)> =
        rows(&stages).iter().map(|row| (text(&row["key"]), number(&row["count"]))).collect();
    let expected = [("won", 4_238), ("lost", 2_473), ("approach", 1_589), ("lead", 500)];
    assert_eq!(counted, expected.map(|(stage, count)| (stage.to_owned(), count)));
    assert_eq!(number(&stages["total"]["count"]), 8_800);
    let rate = home.json(&["report", "cross", "--rows", "deal.product", "--value", "rate:won"]);
    assert_eq!((number(&rate["total"]["part"]), number(&rate["total"]["count"])), (4_238, 6_711));
    let won = home.json(&["report", "cross", "--rows", "deal.stage", "--value", "sum:deal.amount"]);
    assert_eq!(text(&rows(&won)[0]["sum"]), "10005534");
    let sectors = home.json(&["report", "cross", "--rows", "industry", "--columns", "deal.stage"]);
    let nobodys = rows(&sectors).last().unwrap();
    assert_eq!((text(&nobodys["key"]).as_str(), number(&nobodys["count"])), ("", 1_425));
    assert!(
        each_figure_is_the_rows_it_opens(&home, &["--rows", "industry", "--value", "count:customers"]) >= 10
    );
}

#[test]
fn the_calls_of_a_real_campaign_come_to_what_others_counted() {
    let Some(bank) = corpus("calls-bank-telemarketing/bank.csv") else {
        return println!("skipped: no corpora");
    };
    let home = Home::new();
    let mut table = csv::ReaderBuilder::new().delimiter(b';').from_path(bank).unwrap();
    let mut customers = "code,name,kind,industry\n".to_owned();
    let mut calls = "code,種別,日時,結果,通話秒数\n".to_owned();
    for (at, row) in table.records().map(Result::unwrap).enumerate() {
        let outcome = if &row[16] == "yes" { "WON" } else { "NI" };
        let _ = writeln!(customers, "B{at},Client {at},person,{}", &row[1]);
        let _ = writeln!(calls, "B{at},call,2026-05-{:02} 10:00,{outcome},{}", at % 28 + 1, &row[11]);
    }
    for (name, words, about) in [("c.csv", customers, "customers"), ("a.csv", calls, "activities")] {
        let path = home.path(name);
        std::fs::write(&path, words).unwrap();
        home.says(&["import", &path.display().to_string(), "--as", about, "--key", "code"]);
    }
    let days = ["--from", "2026-05", "--to", "2026-05"];
    let report = home.json(&[&["report", "calls", "--by", "outcome"][..], &days].concat());
    let outcomes: Vec<(String, u64)> =
        rows(&report).iter().map(|row| (text(&row["outcome"]), number(&row["calls"]))).collect();
    assert_eq!(outcomes, [("NI".to_owned(), 4_000), ("WON".to_owned(), 521)]);
    assert_eq!(number(&report["total"]["seconds"]), 1_193_369);
    let cross =
        home.json(&[&["report", "cross", "--rows", "outcome", "--columns", "industry"][..], &days].concat());
    let counts: Vec<u64> = rows(&cross).iter().map(|row| number(&row["count"])).collect();
    assert_eq!((counts, number(&cross["total"]["count"])), (vec![4_000, 521], 4_521));
    let book = home.path("data/salesdesk/book.db");
    let read = Connection::open_with_flags(book, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let sums =
        "SELECT count(*), sum(won), sum(connected), sum(seconds), min(local_hour), max(local_on) FROM v_call";
    let sums: (u64, u64, u64, u64, u64, String) = read
        .query_row(sums, [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })
        .unwrap();
    assert_eq!(sums, (4_521, 521, 4_521, 1_193_369, 10, "2026-05-28".to_owned()));
}

#[test]
fn a_report_is_written_in_every_format_and_never_over_a_file() {
    let home = mixed();
    let out = |name: &str| home.path(name).display().to_string();
    for ending in ["html", "csv", "xlsx", "json", "md", "txt"] {
        let path = out(&format!("cross.{ending}"));
        let args = ["report", "cross", "--rows", "industry", "--columns", "source", "--out", &path];
        home.says(&args);
        assert!(std::fs::metadata(&path).unwrap().len() > 200, "{ending}");
        assert_eq!(home.fails(&args).0, 1, "{ending}: a file that is there stays");
        home.says(&[&args[..], &["--force"]].concat());
    }
    let page = std::fs::read_to_string(out("cross.html")).unwrap();
    assert!(page.contains("食品 &amp; 飲料") && !page.contains("http"), "{page}");
    let table = std::fs::read_to_string(out("cross.csv")).unwrap();
    assert!(table.lines().any(|line| line.starts_with("it services,")), "{table}");
    assert_eq!(home.fails(&["report", "pipeline", "--out", &out("x.pdf")]).0, 2);
    assert!(!home.path("x.pdf").exists());
}

#[test]
fn a_field_that_is_none_or_of_something_else_is_refused_by_name() {
    let home = Home::new();
    home.says(&["field", "add", "Once", "--type", "text"]);
    home.says(&["undo"]);
    for args in [
        &["--rows", "nonsense"][..],
        &["--rows", "note"],
        &["--rows", "deal.stage", "--value", "sum:purchase"],
        &["--rows", "purchase.product", "--value", "rate:won"],
        &["--rows", "own.Once"],
    ] {
        let (code, words) = home.fails(&[&["report", "cross"], args].concat());
        assert!(code == 2 && words.contains(args[1]), "{args:?}: {code} {words}");
    }
}

#[test]
fn customers_are_counted_of_no_day() {
    let home = Home::new();
    home.add("Acme");
    let (code, words) = home.fails(&["report", "cross", "--rows", "industry", "--from", "2026-05"]);
    assert!(code == 2 && words.contains("--value"), "{words}");
}

#[test]
fn a_deal_whose_amount_is_that_of_its_lines_is_added_up_too() {
    let home = Home::new();
    let acme = home.add("Acme");
    home.says(&["deal", "add", &acme, "Lathe", "--amount", "1000000"]);
    let drill = text(&home.json(&["deal", "add", &acme, "Drill"])["id"]);
    home.says(&["deal", "line", "add", &drill, "Bit", "--quantity", "2", "--price", "300"]);
    let sums = home.json(&["report", "cross", "--rows", "deal.stage", "--value", "sum:deal.amount"]);
    assert_eq!(text(&sums["total"]["sum"]), "1000600");
    assert_eq!(home.json(&["find", "deal.amount<=600"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_total_is_of_all_rows_however_few_are_shown() {
    let home = Home::new();
    std::fs::write(
        home.path("p.csv"),
        "customer,product,date,amount\nAcme,Bolt,2026-05-01,100\nAcme,Nut,2026-05-02,50\n",
    )
    .unwrap();
    home.add("Acme");
    home.says(&["import", "p.csv", "--as", "purchases"]);
    let words = home.says(&["report", "customers", "--by", "product", "--limit", "1"]);
    assert!(words.contains("150") && !words.contains("Nut"), "{words}");
}

#[test]
fn the_views_tell_what_the_desk_tells_and_nothing_of_whoever_is_gone() {
    let home = Home::new();
    let ids: Vec<String> = ["Acme", "Acme Inc", "Bolt", "Gone"].iter().map(|name| home.add(name)).collect();
    home.says(&["deal", "add", &ids[1], "Lathe", "--amount", "$12.50", "--stage", "proposal"]);
    home.says(&["deal", "add", &ids[2], "Drill", "--amount", "120万円", "--stage", "won"]);
    let bits = text(&home.json(&["deal", "add", &ids[2], "Bits", "--stage", "quote"])["id"]);
    home.says(&[
        "deal",
        "line",
        "add",
        &bits,
        "Bit",
        "--quantity",
        "1.5",
        "--price",
        "1001",
        "--discount",
        "2",
    ]);
    home.says(&["deal", "line", "add", &bits, "Case", "--price", "500"]);
    home.says(&["log", "call", &ids[0], "--outcome", "TALK", "--note", "x"]);
    home.says(&["merge", &ids[0], &ids[1]]);
    home.says(&["erase", &ids[3], "--yes"]);
    let face = if ids[0] < ids[1] { "Acme" } else { "Acme Inc" };
    let book = home.path("data/salesdesk/book.db");
    let read = Connection::open_with_flags(book, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let words = |sql: &str| -> Vec<String> {
        let mut statement = read.prepare(sql).unwrap();
        let found = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        found.collect::<rusqlite::Result<_>>().unwrap()
    };
    let listed = home.json(&["find", "--limit", "10"]);
    let mut listed: Vec<String> = listed.as_array().unwrap().iter().map(|row| text(&row["id"])).collect();
    listed.sort();
    assert_eq!(words("SELECT id FROM v_customer ORDER BY id"), listed);
    assert_eq!(
        words(
            "SELECT customer || ' ' || amount || ' ' || currency || ' ' || flag || ' ' || probability FROM v_deal ORDER BY title"
        ),
        [
            "Bolt 2000 JPY open 60".to_owned(),
            "Bolt 1200000 JPY won 100".to_owned(),
            format!("{face} 12.5 USD open 40")
        ]
    );
    assert_eq!(
        words("SELECT outcome || talk || connected || local_on || rep FROM v_call"),
        ["TALK112026-11-20Kawai"]
    );
    let views = words("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name");
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for view in views {
        for column in words(&format!("SELECT name FROM pragma_table_info('{view}')")) {
            let row = readme.lines().find(|line| line.starts_with(&format!("| `{view}` |")));
            let told = row.unwrap_or_else(|| panic!("{view} is not in the README"));
            assert!(told.contains(&format!("`{column}`")), "{view}.{column} is not in the README");
        }
    }
}

#[test]
fn the_pipeline_of_an_earlier_day_is_as_it_was_and_what_moved_since_is_told() {
    let home = Home::new();
    let on = |day: &str, args: &[&str]| {
        let moment = format!("2026-11-{day}T10:00:00+09:00");
        serde_json::from_str::<Json>(&home.says_at(&moment, args)).unwrap()
    };
    let customer = text(&on("10", &["--json", "add", "Acme"])["id"]);
    let deal = |day: &str, title: &str, amount: &str| {
        let made = on(
            day,
            &[
                "--json",
                "deal",
                "add",
                &customer,
                title,
                "--amount",
                amount,
                "--stage",
                "quote",
                "--set",
                "close_on=2026-12-10",
            ],
        );
        text(&made["id"])
    };
    let (lathe, drill) = (deal("10", "Lathe", "100万円"), deal("10", "Drill", "50万円"));
    deal("20", "Saw", "7万円");
    on("21", &["--json", "deal", "move", &lathe, "won"]);
    on("21", &["--json", "deal", "edit", &drill, "--set", "amount=60万円", "--set", "close_on=2027-01-10"]);
    let then = on("22", &["--json", "report", "pipeline", "--as-of", "2026-11-12"]);
    assert_eq!((number(&then["open"]["deals"]), text(&then["open"]["amount"]).as_str()), (2, "1500000"));
    assert_eq!(then["stages"].as_array().unwrap().len(), 1);
    let before = on("22", &["--json", "report", "pipeline", "--as-of", "2026-11-01"]);
    assert_eq!(number(&before["open"]["deals"]), 0);
    let now = on("22", &["--json", "report", "pipeline"]);
    assert_eq!(text(&now["moved"]["since"]), "2026-11-15");
    let moves: Vec<(String, u64, String)> = now["moved"]["moves"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(&row["move"]), number(&row["deals"]), text(&row["amount"])))
        .collect();
    let expected = [("new", "70000"), ("won", "1000000"), ("slipped", "600000"), ("larger", "100000")];
    assert_eq!(moves, expected.map(|(name, amount)| (name.to_owned(), 1, amount.to_owned())));
    assert_eq!(text(&now["moved"]["then"]["amount"]), "1500000");
    assert_eq!(text(&now["moved"]["now"]["amount"]), "670000");
}
