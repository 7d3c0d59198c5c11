//! Reminders out of the dates of the book: made once, taken back as one, spared where nobody may be called.

use serde_json::json;

use super::{Home, text};

/// A home with these rules in its settings.
fn with(rules: &str) -> Home {
    let home = Home::new();
    let folder = home.path("config").join("salesdesk");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), rules).unwrap();
    home
}

const CLOSING: &str = "[[remind]]\nfield = \"deal.close_on\"\ndays = -7\ntext = \"{date} の受注を確認\"\n";

fn deal(home: &Home, customer: &str, close_on: &str, stage: &str) {
    let close = format!("close_on={close_on}");
    home.json(&["deal", "add", customer, "Line", "--stage", stage, "--set", &close]);
}

#[test]
fn a_date_puts_a_step_on_the_agenda_once_and_undo_takes_it_back_for_good() {
    let home = with(CLOSING);
    let acme = home.add("Acme");
    deal(&home, &acme, "2026-11-25", "quote");
    deal(&home, &acme, "2027-11-25", "quote");
    let would = home.json(&["remind", "--dry-run"]);
    assert_eq!((&would["made"], &would["dry_run"]), (&json!(1), &json!(true)));
    assert_eq!(home.json(&["agenda"]), json!([]));
    let made = home.json(&["remind"]);
    assert_eq!(made["made"], json!(1));
    let agenda = home.json(&["agenda"]);
    assert_eq!(agenda[0]["text"], json!("2026-11-25 の受注を確認"));
    assert!(text(&agenda[0]["due_at"]).starts_with("2026-11-18T10:00"), "{agenda}");
    let again = home.json(&["remind"]);
    assert_eq!((&again["made"], &again["already"]), (&json!(0), &json!(1)));
    home.says(&["undo"]);
    assert_eq!(home.json(&["agenda"]), json!([]));
    assert_eq!(home.json(&["remind"])["made"], json!(0), "it was not wanted");
}

#[test]
fn whoever_must_not_be_called_or_is_settled_is_counted_and_left_out() {
    let home = with(CLOSING);
    for (name, stage) in [("Acme", "quote"), ("Blocked", "quote"), ("Won", "won"), ("Lapsed", "quote")] {
        let customer = home.add(name);
        deal(&home, &customer, "2026-11-25", stage);
    }
    let id = |name: &str| text(&home.json(&["find", name])[0]["id"]);
    home.says(&["block", &id("Blocked"), "--reason", "asked"]);
    home.json(&["edit", &id("Lapsed"), "--set", "lifecycle=lapsed"]);
    let made = home.json(&["remind"]);
    let counts = [&made["made"], &made["blocked"], &made["over"]];
    assert_eq!(counts, [&json!(1), &json!(1), &json!(2)], "{made}");
    assert_eq!(made["steps"][0]["name"], json!("Acme"));
}

#[test]
fn a_rule_without_a_date_says_which_line_and_nothing_is_made() {
    let home = with(&format!("{CLOSING}\n[[remind]]\ntext = \"x\"\nfield = \"deal.amount\"\n"));
    let acme = home.add("Acme");
    deal(&home, &acme, "2026-11-25", "quote");
    let (code, words) = home.fails(&["remind"]);
    assert!(code == 1 && words.contains("line 8") && words.contains("deal.amount"), "{words}");
    assert_eq!(home.json(&["agenda"]), json!([]));
}

#[test]
fn birthdays_closing_months_and_repurchase_are_rules_like_any_other() {
    let home = with(
        "[[remind]]\nfield = \"生年月日\"\ntext = \"{name}さん誕生日\"\n\
         [[remind]]\nfield = \"決算月\"\nmonths = -1\ntext = \"決算前に提案\"\n\
         [[remind]]\nfield = \"expected\"\ndays = -3\ntext = \"再購入\"\n",
    );
    let acme = home.add("Acme");
    home.json(&["edit", &acme, "--set", "fiscal_month=12"]);
    let csv = home.path("people.csv");
    std::fs::write(&csv, "会社名,氏名,生年月日\nAcme,佐藤 花,1980-11-18\nAcme,鈴木 一,1980-05\n").unwrap();
    home.says(&["import", &csv.display().to_string(), "--as", "people"]);
    let csv = home.path("sales.csv");
    std::fs::write(&csv, "会社名,商品,金額,購入日\nAcme,ねじ,10,2026-09-22\nAcme,ねじ,10,2026-10-22\n")
        .unwrap();
    home.says(&["import", &csv.display().to_string(), "--as", "purchases"]);
    let made = home.json(&["remind"]);
    let mut texts: Vec<String> =
        made["steps"].as_array().unwrap().iter().map(|step| text(&step["text"])).collect();
    texts.sort();
    assert_eq!(texts, ["佐藤 花さん誕生日", "再購入"], "{made}");
    assert_eq!(made["vague"], json!(1));
}

#[test]
fn without_rules_it_says_where_to_write_them() {
    let home = Home::new();
    home.add("Acme");
    let output = home.command(&["remind"]).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && words.contains("[[remind]]") && words.contains("config.toml"),
        "{words}"
    );
}
