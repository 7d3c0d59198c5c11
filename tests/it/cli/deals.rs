//! Deals, the pipelines they go through, and what comes with them, as scripts make and read them.

use serde_json::json;

use super::{Home, text};

#[test]
fn the_standard_pipeline_is_there_without_being_written() {
    let home = Home::new();
    let all = home.json(&["pipeline"]);
    assert_eq!((&all[0]["code"], all.as_array().unwrap().len()), (&json!("standard"), 1));
    assert_eq!(all[0]["stages"].as_array().unwrap().len(), 10);
}

#[test]
fn a_deal_goes_through_a_pipeline_of_ones_own() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    home.json(&["pipeline", "add", "renewal", "--ja", "更新", "--stages", "asked,quote"]);
    home.json(&["pipeline", "stage", "change", "更新", "asked", "--probability", "30", "--stale", "7"]);
    let deal = home.json(&["deal", "add", &id, "Yearly", "--pipeline", "更新", "--amount", "100万"]);
    assert_eq!(
        (&deal["pipeline"], &deal["stage"], &deal["chance"]),
        (&json!("renewal"), &json!("asked"), &json!(30))
    );
    assert_eq!(home.fails(&["deal", "move", &text(&deal["id"]), "hearing"]).0, 3);
    home.json(&["deal", "add", &id, "First", "--amount", "50万", "--stage", "見積"]);
    let report = home.json(&["report", "pipeline", "--by", "pipeline"]);
    let stages: Vec<String> = report["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", text(&row["pipeline"]), text(&row["stage"])))
        .collect();
    assert_eq!(stages, ["standard quote", "renewal asked"]);
    let one = home.json(&["report", "pipeline", "--pipeline", "renewal"]);
    assert_eq!((&one["open"]["deals"], &one["pipeline"]), (&json!(1), &json!("renewal")));
    let won = home.json(&["deal", "move", &text(&deal["id"]), "受注"]);
    assert_eq!(
        (&won["stage"], &won["closed_on"], &won["open"]),
        (&json!("won"), &json!("2026-11-20"), &json!(false))
    );
    home.says(&["undo"]);
    assert_eq!(home.json(&["deal", "list", "--pipeline", "renewal"])[0]["stage"], json!("asked"));
}

#[test]
fn a_stage_that_deals_stand_in_is_dropped_and_they_stay() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    let deal = text(&home.json(&["deal", "add", &id, "Twenty", "--stage", "quote"])["id"]);
    let dropped = home.json(&["pipeline", "stage", "drop", "standard", "quote"]);
    assert_eq!((&dropped["dropped"], &dropped["deals"]), (&json!(true), &json!(1)));
    let listed = home.json(&["deal", "list"]);
    assert_eq!((&listed[0]["stage"], &listed[0]["chance"]), (&json!("quote"), &json!(60)));
    assert_eq!(home.fails(&["deal", "add", &id, "x", "--stage", "quote"]).0, 3);
    assert_eq!(home.fails(&["pipeline", "stage", "drop", "standard", "won"]).0, 2);
    assert_eq!(home.fails(&["pipeline", "stage", "change", "standard", "won", "--flag", "open"]).0, 2);
    assert_eq!(home.fails(&["pipeline", "drop", "standard"]).0, 2);
    assert_eq!(home.fails(&["pipeline", "add", "標準"]).0, 2);
    home.json(&["deal", "move", &deal, "proposal"]);
    home.says(&["undo"]);
    home.says(&["undo"]);
    assert_eq!(home.json(&["deal", "add", &id, "x", "--stage", "quote"])["stage"], json!("quote"));
}

#[test]
fn a_line_typed_after_a_call_moves_the_deal_along_its_pipeline() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    home.json(&["pipeline", "add", "renewal", "--ja", "更新", "--stages", "asked,quote"]);
    home.json(&["log", "call", &id, "--outcome", "TALK", "--note", "d 提案 120万 12/末"]);
    home.json(&["log", "call", &id, "--outcome", "TALK", "--note", "d 更新 asked 30万"]);
    let deals = home.json(&["deal", "list"]);
    let told: Vec<_> = deals
        .as_array()
        .unwrap()
        .iter()
        .map(|deal| (text(&deal["stage"]), deal["amount"].as_i64().unwrap(), deal["close_on"].clone()))
        .collect();
    assert_eq!(
        told,
        [("proposal".into(), 1_200_000, json!("2026-12-31")), ("asked".into(), 300_000, json!(""))]
    );
    home.says(&["undo"]);
    assert_eq!(home.json(&["deal", "list"]).as_array().unwrap().len(), 1, "one undo for the whole log");
}

#[test]
fn a_file_of_deals_comes_into_the_pipeline_it_names() {
    let home = Home::new();
    home.json(&["pipeline", "add", "renewal", "--ja", "更新", "--stages", "asked,見積依頼"]);
    let file = home.path("deals.csv");
    std::fs::write(&file, "会社名,案件名,パイプライン,フェーズ,金額\nAcme,A,更新,見積依頼,100\nBeta,B,,提案,200\nGamma,C,,見積依頼,300\n").unwrap();
    home.json(&["import", file.to_str().unwrap(), "--as", "deals", "--make-customers"]);
    let deals = home.json(&["deal", "list"]);
    let mut told: Vec<_> = deals
        .as_array()
        .unwrap()
        .iter()
        .map(|deal| format!("{} {} {}", text(&deal["title"]), deal["pipeline"], text(&deal["stage"])))
        .collect();
    told.sort();
    assert_eq!(told, ["A \"renewal\" 見積依頼", "B \"\" proposal", "C \"renewal\" 見積依頼"]);
}

fn strings<const N: usize>(row: &serde_json::Value, names: [&str; N]) -> [String; N] {
    names.map(|name| row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned))
}

#[test]
fn a_deal_tells_its_stages_its_slips_who_decides_and_what_is_in_it() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    let people = home.path("people.csv");
    std::fs::write(&people, "会社名,姓,名,上司\nAcme,佐藤,一,\nAcme,鈴木,花,佐藤 一\n").unwrap();
    home.json(&["import", people.to_str().unwrap(), "--as", "people"]);
    let deal = text(
        &home.json(&["deal", "add", &id, "Twenty", "--set", "close_on=2026-11-30", "--set", "budget=500万"])
            ["id"],
    );
    home.json(&["deal", "move", &deal, "proposal"]);
    home.json(&["deal", "edit", &deal, "--set", "close_on=2026-12-31"]);
    home.json(&["deal", "edit", &deal, "--set", "close_on=2026-12-15"]);
    home.json(&["deal", "person", &deal, "佐藤", "--role", "決裁"]);
    home.json(&["deal", "person", &deal, "鈴木", "--role", "starts"]);
    home.json(&["product", "add", "Drill", "--code", "D1", "--set", "price=1000", "--set", "cost=600"]);
    home.json(&["deal", "line", "add", &deal, "D1", "--quantity", "20", "--discount", "500"]);
    home.json(&["deal", "line", "add", &deal, "setup", "--price", "3万"]);
    let shown = home.json(&["deal", "show", &deal]);
    let stages: Vec<_> =
        shown["stages"].as_array().unwrap().iter().map(|stay| text(&stay["stage"])).collect();
    assert_eq!(stages, ["lead", "proposal"]);
    assert_eq!(
        strings(&shown, ["slips", "first_close_on", "amount", "currency", "budget"]),
        ["1", "2026-11-30", "49500", "JPY", "500万"]
    );
    let route: Vec<_> = shown["route"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stop| strings(stop, ["name", "role"]).join(" "))
        .collect();
    assert_eq!(route, ["鈴木 花 starts", "佐藤 一 decides"]);
    assert_eq!(home.fails(&["deal", "line", "add", &deal, "x", "--price", "$5"]).0, 2, "of another currency");
    assert_eq!(home.fails(&["deal", "line", "add", &deal, "x"]).0, 2, "nobody knows the price");
    assert_eq!(
        home.json(&["report", "pipeline"])["open"]["amount"],
        json!("49500"),
        "lines count in the report"
    );
    home.json(&["deal", "edit", &deal, "--set", "amount=7万"]);
    assert_eq!(home.json(&["deal", "show", &deal])["amount"], json!(70_000), "an amount typed goes first");
    let words = home.says(&["deal", "show", &deal]);
    assert!(words.contains("鈴木 花") && words.contains("2026-11-30") && words.contains("Drill"), "{words}");
    home.json(&["deal", "person", &deal, "佐藤", "--drop"]);
    assert_eq!(home.json(&["deal", "show", &deal])["route"].as_array().unwrap().len(), 1);
}

#[test]
fn a_deal_won_back_comes_up_on_the_agenda_and_undo_takes_both_back() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    let deal = text(&home.json(&["deal", "add", &id, "Twenty"])["id"]);
    assert_eq!(home.fails(&["deal", "move", &deal, "lost"]).0, 6, "a lost deal needs a reason");
    home.json(&["deal", "move", &deal, "lost", "--reason", "timing", "--win-back", "2027-04-01"]);
    let steps = home.json(&["show", &id])["next_steps"].clone();
    assert_eq!(
        strings(&steps[0], ["kind", "due_at", "text"]),
        ["win_back", "2027-04-01T10:00:00+09:00", "Twenty"]
    );
    home.json(&["deal", "move", &deal, "quote"]);
    assert_eq!(home.json(&["show", &id])["next_steps"], json!([]));
    home.says(&["undo"]);
    assert_eq!(home.json(&["show", &id])["next_steps"].as_array().unwrap().len(), 1);
}

#[test]
fn open_deals_beyond_the_credit_limit_are_pointed_out() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme", "--set", "credit_limit=100万"])["id"]);
    home.json(&["add", "Beta", "--set", "credit_limit=1000万"]);
    let first = home.json(&["deal", "add", &id, "One", "--amount", "80万"]);
    assert_eq!(first["credit"]["over"], json!(false));
    home.json(&["deal", "add", &id, "Dollars", "--amount", "$90000"]);
    let second = home.json(&["deal", "add", &id, "Two", "--amount", "30万"]);
    assert_eq!(strings(&second["credit"], ["over", "over_by", "currency"]), ["true", "100000", "JPY"]);
    let names = |line: &str| -> Vec<String> {
        home.json(&["find", line]).as_array().unwrap().iter().map(|row| text(&row["name"])).collect()
    };
    assert_eq!(
        (names("credit:over"), names("与信:以内")),
        (vec!["Acme".to_owned()], vec!["Beta".to_owned()])
    );
    home.json(&["deal", "move", &text(&first["id"]), "won"]);
    assert_eq!(home.json(&["show", &id])["credit"]["over"], json!(false));
}

#[test]
fn subscriptions_are_renewed_cancelled_found_and_told_by_the_month() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    let yearly = home.json(&["subscription", "add", &id, "Plan", "--amount", "12万", "--from", "2025-12-01"]);
    assert_eq!(yearly["renews_on"], json!("2026-12-01"));
    home.json(&[
        "subscription",
        "add",
        &id,
        "Line",
        "--amount",
        "$9",
        "--cycle",
        "month",
        "--from",
        "2026-11-01",
    ]);
    let names = |line: &str| home.json(&["find", line]).as_array().unwrap().len();
    assert_eq!((names("renews<=30d"), names("renews<=10d"), names("契約.product:plan")), (1, 0, 1));
    let all = home.json(&["subscription", "list"]);
    assert_eq!(
        all["monthly_sums"],
        json!([
            { "currency": "JPY", "minor": 10_000, "figure": "10000" }, { "currency": "USD", "minor": 900, "figure": "9" }
        ])
    );
    let yearly = text(&yearly["id"]);
    assert_eq!(home.json(&["subscription", "renew", &yearly])["renews_on"], json!("2027-12-01"));
    assert_eq!(home.fails(&["subscription", "cancel", &yearly]).0, 6);
    let cancelled = home.json(&["subscription", "cancel", &yearly, "--reason", "価格", "--on", "2026-11-20"]);
    assert_eq!(strings(&cancelled, ["reason", "runs"]), ["price", "false"]);
    assert_eq!(
        (names("cancelled>=2026-11"), names("renews<=2y")),
        (1, 1),
        "what was cancelled is not renewed"
    );
    assert_eq!(home.json(&["subscription", "list"])["subscriptions"].as_array().unwrap().len(), 1);
}

#[test]
fn products_and_subscriptions_come_in_with_files_and_come_in_once() {
    let home = Home::new();
    let (products, contracts) = (home.path("products.csv"), home.path("contracts.csv"));
    std::fs::write(
        &products,
        "商品コード,商品名,価格,原価,カテゴリ,色\nD1,ドリル,1000,600,工具,赤\n,ビット,200,,工具,\n,,5,,,\n",
    )
    .unwrap();
    std::fs::write(&contracts, "会社名,プラン,契約日,支払周期,金額,解約理由\nAcme,基本,2026-01-01,月次,5000,\nBeta,基本,2025-06-01,年額,60000,\n").unwrap();
    let report =
        home.command(&["--json", "import", products.to_str().unwrap(), "--as", "products"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!((&report["added"], &report["rejected"]), (&json!(2), &json!(1)));
    let listed = home.json(&["product"]);
    assert_eq!(
        strings(&listed[1], ["code", "name", "price", "cost", "category", "note"]),
        ["D1", "ドリル", "1000", "600", "工具", "色: 赤"]
    );
    let contracts = contracts.to_str().unwrap();
    let first = home.json(&["import", contracts, "--as", "subscriptions", "--make-customers"]);
    assert_eq!(first["added"], json!(2));
    let again = home.json(&["import", contracts, "--as", "subscriptions"]);
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(0), &json!(2)));
    let all = home.json(&["subscription", "list"]);
    assert_eq!(all["monthly"], json!("10000"));
    let mut renewals: Vec<_> =
        all["subscriptions"].as_array().unwrap().iter().map(|one| text(&one["renews_on"])).collect();
    renewals.sort();
    assert_eq!(renewals, ["2026-02-01", "2026-06-01"]);
}

#[test]
fn what_a_customer_is_worth_stands_on_their_page_with_profit_and_returns() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme", "--set", "code=K1"])["id"]);
    home.json(&["product", "add", "ドリル", "--code", "D1", "--set", "cost=600"]);
    let lines = home.path("lines.csv");
    std::fs::write(&lines, "顧客コード,伝票番号,購入日,商品コード,商品名,数量,単価,原価\n\
        K1,1,2026-01-01,D1,ドリル,10,1000,\nK1,2,2026-03-02,D1,ドリル,5,1000,700\nK1,3,2026-03-10,D1,ドリル,-2,1000,\nK1,4,2026-05-01,,設置,1,3000,\n").unwrap();
    home.json(&["import", lines.to_str().unwrap(), "--as", "purchases"]);
    let worth = home.json(&["show", &id])["worth"].clone();
    assert_eq!(
        strings(&worth, ["net", "orders", "returns", "interval_days", "expected", "rfm"]),
        ["16000", "3", "1", "60", "2026-06-30", "111"]
    );
    // 10 at 400, 5 at 300, 2 brought back at 400; nobody knows what the work cost.
    assert_eq!(strings(&worth, ["profit", "lines_without_cost"]), ["4700", "1"]);
    assert_eq!(worth["ltv"], json!((16_000 + 6_000 * 365 / 60).to_string()));
    let words = home.says(&["show", &id]);
    assert!(words.contains("profit ¥4,700") && words.contains("LTV = "), "{words}");
    let report = home.json(&["report", "customers"]);
    assert_eq!(report["net"], worth["net"], "the page and the report say the same");
}

#[test]
fn an_edit_keeps_the_stage_that_a_pipeline_has_and_the_day_it_sets() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    let deal = text(&home.json(&["deal", "add", &id, "Twenty", "--stage", "quote"])["id"]);
    let edit = |settings: &[&str]| {
        let set = settings.iter().flat_map(|one| ["--set", one]);
        let edited = home.json(&["deal", "edit", &deal].into_iter().chain(set).collect::<Vec<_>>());
        strings(&edited, ["stage", "closed_on"])
    };
    assert_eq!(edit(&["pipeline=standard"])[0], "quote");
    assert_eq!(edit(&["closed_on=2026-03-01", "stage=won"]), ["won", "2026-03-01"]);
    assert_eq!(edit(&["pipeline=standard"]), ["won", "2026-03-01"]);
    home.json(&["pipeline", "add", "renewal", "--stages", "asked,quote"]);
    assert_eq!(edit(&["pipeline=renewal"]), ["won", "2026-03-01"]);
    assert_eq!(edit(&["stage=quote"])[0], "quote");
    assert_eq!(edit(&["pipeline=standard"])[0], "quote");
    assert_eq!(edit(&["stage=proposal"])[0], "proposal");
    assert_eq!(edit(&["pipeline=renewal"])[0], "asked", "there is no such stage");
}

#[test]
fn a_slip_that_was_taken_back_is_none_until_it_is_done_again() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    let deal = text(
        &home.json(&["deal", "add", &id, "Twenty", "--stage", "quote", "--set", "close_on=2026-12-01"])["id"],
    );
    home.json(&["deal", "edit", &deal, "--set", "close_on=2026-12-31", "--set", "stage=verbal"]);
    let told = || {
        let shown = home.json(&["deal", "show", &deal]);
        (shown["slips"].clone(), shown["stages"].as_array().unwrap().len())
    };
    assert_eq!(told(), (json!(1), 2));
    for (verb, after) in [("undo", (json!(0), 1)), ("redo", (json!(1), 2)), ("undo", (json!(0), 1))] {
        home.says(&[verb]);
        assert_eq!(told(), after, "{verb}");
    }
}

#[test]
fn what_comes_back_gives_its_cost_back_however_many_it_says() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme", "--set", "code=K1"])["id"]);
    let lines = home.path("lines.csv");
    std::fs::write(
        &lines,
        "顧客コード,伝票番号,購入日,商品名,数量,金額,原価\n\
        K1,1,2026-01-01,ドリル,1,1000,600\nK1,2,2026-03-02,ドリル,,1000,600\n\
        K1,3,2026-03-10,ドリル,,-1000,600\nK1,4,2026-03-11,ドリル,1,-1000,600\n",
    )
    .unwrap();
    home.json(&["import", lines.to_str().unwrap(), "--as", "purchases"]);
    let worth = home.json(&["show", &id])["worth"].clone();
    assert_eq!(strings(&worth, ["net", "profit", "lines_without_cost"]), ["0", "0", "0"]);
}
