//! Deals, purchases, activities and whole lists of real files in a real book; each figure was computed
//! elsewhere and stands in the `expected.json` beside its file.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::customer::Customer;
use salesdesk::domain::deal::Deal;
use salesdesk::domain::purchase::Purchase;
use salesdesk::domain::{Id, Noun, Record, Value};
use salesdesk::exchange::Error;
use salesdesk::exchange::bring_in::import::OnDuplicate;
use salesdesk::exchange::bring_in::{How, Outcome, Watch, plan, run};
use salesdesk::exchange::map::headers::As;
use salesdesk::exchange::map::target::Target;
use salesdesk::exchange::read::dates::DateOrder;

use crate::support::{Book, NOW};

fn watch() -> Watch<'static> {
    Watch { progress: Box::leak(Box::new(|_, _| {})), stop: &|| false }
}

fn bring(book: &mut Book, path: &Path, how: &How) -> Outcome {
    run(&mut book.desk, path, how, NOW, &mut watch()).unwrap()
}

fn written(book: &Book, name: &str, text: &str) -> PathBuf {
    let path = book.folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    crate::support::skipped("no corpora");
    None
}

/// Every live record of a noun.
fn all<R: Record>(book: &Book) -> Vec<R> {
    let mut records = Vec::new();
    let each = |id, values: &[Value]| {
        let mut record = R::default();
        record.set_id(id);
        R::FIELDS.iter().zip(values).for_each(|(field, value)| record.put(field.code, value.clone()));
        if record.get(0).is_null() {
            records.push(record);
        }
        Ok(())
    };
    book.desk.each(R::NOUN, each).unwrap();
    records
}

fn dollars(currency: &str) -> How {
    let mut how = How::default();
    currency.clone_into(&mut how.options.rules.currency);
    how
}

/// Imports again, and holds that nothing is written.
fn again_changes_nothing(book: &mut Book, path: &Path, how: &How) {
    let before = book.desk.digest().unwrap();
    let again = bring(book, path, how);
    let counts = again.plan.counts;
    assert_eq!((again.batch, counts.added, counts.updated), (None, 0, 0), "{}", path.display());
    assert_eq!(book.desk.digest().unwrap(), before);
}

#[test]
fn a_newer_company_list_over_an_older_one_renames_and_adds() {
    let Some(older) = corpus("jp-companies-edinet/edinet_2021-01-20_utf8.csv") else { return };
    let newer = corpus("jp-companies-edinet/edinet_2025-12-24_cp932.csv").unwrap();
    let mut book = Book::new();
    let mut how = How::default();
    how.options.key = Some(Target::External("EDINET".to_owned()));
    how.options.on_duplicate = OnDuplicate::Overwrite;
    bring(&mut book, &older, &how);
    let names: BTreeMap<Id, String> =
        all::<Customer>(&book).into_iter().map(|one| (one.id, one.name)).collect();
    let mut watch = watch();
    let planned = plan(&book.desk, &newer, &how, NOW, &mut watch).unwrap();
    let done = bring(&mut book, &newer, &how);
    assert_eq!(planned, done.plan);
    let after = all::<Customer>(&book);
    let renamed = after.iter().filter(|one| names.get(&one.id).is_some_and(|name| *name != one.name));
    assert_eq!((after.len(), renamed.count()), (659, 41));
    again_changes_nothing(&mut book, &newer, &how);
}

#[test]
fn a_pipeline_comes_in_with_its_accounts_its_reps_and_its_own_words() {
    let Some(accounts) = corpus("crm-maven/accounts.csv") else { return };
    let [teams, pipeline, products] = ["sales_teams", "sales_pipeline", "products"]
        .map(|name| corpus(&format!("crm-maven/{name}.csv")).unwrap());
    let mut book = Book::new();
    let how = dollars("USD");
    assert_eq!(bring(&mut book, &accounts, &how).plan.counts.added, 85);
    let reps = bring(&mut book, &teams, &how);
    assert_eq!((reps.plan.about, reps.plan.counts.added), ("reps", 35));
    let came = bring(&mut book, &pipeline, &how);
    let counts = came.plan.counts;
    assert_eq!(
        (came.plan.about, counts.added, counts.rejected, counts.without_customer),
        ("deals", 8_800, 0, 1_425)
    );
    assert_eq!(book.desk.customer_count().unwrap(), 85);

    let deals = all::<Deal>(&book);
    let staged = |stage: &'static str| deals.iter().filter(move |deal| deal.stage == stage);
    let stages = ["won", "lost", "approach", "lead"].map(|stage| staged(stage).count());
    assert_eq!(stages, [4_238, 2_473, 1_589, 500]);
    let won: i64 = staged("won").filter_map(|deal| deal.amount).sum();
    assert_eq!(won, 10_005_534 * 100);
    assert!(deals.iter().all(|deal| deal.amount.is_none() || deal.currency == "USD"));
    let customers: HashSet<_> = deals.iter().filter_map(|deal| deal.customer).collect();
    assert_eq!(customers.len(), 85);
    assert!(deals.iter().all(|deal| deal.owner.is_some()));
    let days: Vec<&str> = staged("won").map(|deal| deal.closed_on.as_str()).collect();
    assert_eq!((days.iter().min(), days.iter().max()), (Some(&"2017-03-01"), Some(&"2017-12-31")));
    let page = book.desk.page(*customers.iter().next().unwrap(), 9).unwrap().unwrap();
    assert!(page.own.iter().any(|own| own.field.name == "deal_stage" && own.value.raw == "Engaging"));
    assert!(book.desk.health().unwrap().sound());

    again_changes_nothing(&mut book, &pipeline, &how);
    again_changes_nothing(&mut book, &teams, &how);
    let refused = run(&mut book.desk, &products, &how, NOW, &mut watch());
    assert!(matches!(refused, Err(Error::PriceList)));
}

#[test]
fn deals_of_accounts_nobody_knows_are_rejected_unless_they_may_be_made() {
    let mut book = Book::new();
    let list = written(&book, "deals.csv", "取引先名,商談名,金額,フェーズ\nアクメ,導入,120万,提案\n");
    let rejected = bring(&mut book, &list, &How::default());
    assert_eq!((rejected.plan.counts.rejected, book.desk.customer_count().unwrap()), (1, 0));
    let mut how = How::default();
    how.options.make_customers = Some(true);
    let made = bring(&mut book, &list, &how);
    assert_eq!((made.plan.counts.added, made.plan.counts.customers_made), (1, 1));
    let acme = book.desk.opening(9).unwrap()[0].id;
    let deal = &book.desk.page(acme, 9).unwrap().unwrap().deals[0];
    assert_eq!(
        (deal.stage.as_str(), deal.amount, deal.currency.as_str()),
        ("proposal", Some(1_200_000), "JPY")
    );
    again_changes_nothing(&mut book, &list, &how);
    let batch = made.batch.unwrap().to_string();
    book.desk.undo_import(&batch, NOW).unwrap();
    let back = bring(&mut book, &list, &how);
    assert_eq!((back.plan.counts.added, all::<Deal>(&book).len()), (1, 1));
}

#[test]
fn a_shops_lines_give_the_totals_others_computed() {
    let Some(lines) = corpus("purchases-online-retail/transactions.csv") else { return };
    let mut book = Book::new();
    let how = dollars("GBP");
    let came = bring(&mut book, &lines, &how);
    let counts = came.plan.counts;
    assert_eq!((came.plan.about, counts.added, counts.rejected), ("purchases", 2_941, 0));
    assert_eq!((counts.without_customer, counts.customers_made), (335, 32));
    let bought = all::<Purchase>(&book);
    let sum = |lines: &mut dyn Iterator<Item = &Purchase>| lines.filter_map(Purchase::total).sum::<i64>();
    assert_eq!(bought.len(), 2_941);
    assert_eq!(sum(&mut bought.iter().filter(|line| line.customer.is_some())), 19_583_211);
    assert_eq!(sum(&mut bought.iter()), 20_686_272);
    let sold = |line: &&Purchase| line.customer.is_some() && line.quantity.is_some_and(|many| many > 0);
    let customers: HashSet<_> = bought.iter().filter(sold).filter_map(|line| line.customer).collect();
    assert_eq!((book.desk.customer_count().unwrap(), customers.len()), (32, 31));
    let best = book.desk.customer("12415").unwrap();
    let page = book.desk.page(best, 99_999).unwrap().unwrap();
    assert_eq!(page.purchases.iter().filter_map(Purchase::total).sum::<i64>(), 12_372_545);
    assert_eq!((page.customer.country.as_str(), page.purchase_count), ("AU", page.purchases.len()));
    again_changes_nothing(&mut book, &lines, &how);
}

#[test]
fn invoices_find_the_customers_of_another_file_by_their_ids() {
    let Some(customers) = corpus("crm-chinook/customers.csv") else { return };
    let invoices = corpus("crm-chinook/invoices.csv").unwrap();
    let mut book = Book::new();
    let how = dollars("USD");
    let came = bring(&mut book, &customers, &how);
    assert_eq!((came.plan.about, came.plan.counts.added), ("people", 59));
    let came = bring(&mut book, &invoices, &how);
    assert_eq!((came.plan.counts.added, came.plan.counts.customers_made), (412, 0));
    let bought = all::<Purchase>(&book);
    assert_eq!(bought.iter().filter_map(Purchase::total).sum::<i64>(), 232_860);
    assert!(bought.iter().all(|line| line.customer.is_some() && !line.number.is_empty()));
    again_changes_nothing(&mut book, &invoices, &how);
    again_changes_nothing(&mut book, &customers, &how);
}

#[test]
fn stores_come_in_and_so_do_categories_as_what_they_are_told_to_be() {
    let Some(stores) = corpus("jp-stores/store.csv") else { return };
    let mut book = Book::new();
    assert_eq!(bring(&mut book, &stores, &How::default()).plan.counts.added, 53);
    let categories = corpus("jp-stores/category.csv").unwrap();
    let mut how = How::default();
    how.reading.about = Some(As::Customers);
    how.reading.map = [("category_small_name", "name"), ("category_small_cd", "code")]
        .map(|(column, field)| (column.to_owned(), field.to_owned()))
        .to_vec();
    let came = bring(&mut book, &categories, &how);
    assert_eq!((came.plan.counts.added, came.plan.columns[0].header.as_str()), (228, "category_major_cd"));
    let first = book.desk.customer("040101").unwrap();
    let page = book.desk.page(first, 0).unwrap().unwrap();
    let own: Vec<(&str, &str)> =
        page.own.iter().map(|own| (own.field.name.as_str(), own.value.raw.as_str())).collect();
    assert!(
        own.contains(&("category_major_cd", "04")) && own.contains(&("category_medium_name", "御飯類")),
        "{own:?}"
    );
}

#[test]
fn activities_find_their_customer_and_what_is_to_come_becomes_a_next_step() {
    let mut book = Book::new();
    let acme = book.add("アクメ");
    let list = written(
        &book,
        "activities.csv",
        "顧客名,活動日時,活動種別,結果,内容,担当\nアクメ,2026-01-05 10:00,電話,不在,折り返し待ち,佐藤\nアクメ,2099-01-05 10:00,訪問,,見積を持参,佐藤\nベータ,2026-01-05,電話,,,\nアクメ,いつか,電話,,,\n",
    );
    let came = bring(&mut book, &list, &How::default());
    let counts = came.plan.counts;
    assert_eq!((came.plan.about, counts.added, counts.rejected), ("activities", 2, 2));
    let page = book.desk.page(acme, 9).unwrap().unwrap();
    let call = &page.activities[0];
    assert_eq!(
        (call.kind.as_str(), call.outcome.as_str(), call.note.as_str()),
        ("call", "NA", "折り返し待ち")
    );
    assert_eq!(book.desk.rep_name(call.rep).unwrap(), "佐藤");
    let step = &page.next_steps[0];
    assert_eq!((step.kind.as_str(), step.text.as_str(), step.owner), ("meeting", "見積を持参", call.rep));
    let word = page.own.iter().find(|own| own.value.record == Some(call.id)).unwrap();
    assert_eq!((word.field.name.as_str(), word.value.raw.as_str()), ("結果", "不在"));
    again_changes_nothing(&mut book, &list, &How::default());
}

#[test]
fn a_date_that_could_be_two_is_asked_before_anything_is_written() {
    let mut book = Book::new();
    book.add("アクメ");
    let list =
        written(&book, "deals.csv", "会社名,商談名,完了予定日\nアクメ,a,3/1/2027\nアクメ,b,4/2/2027\n");
    let before = book.desk.digest().unwrap();
    let refused = run(&mut book.desk, &list, &How::default(), NOW, &mut watch());
    assert!(matches!(refused, Err(Error::Asks(questions)) if questions.len() == 1));
    assert_eq!(book.desk.digest().unwrap(), before);
    let planned = plan(&book.desk, &list, &How::default(), NOW, &mut watch()).unwrap();
    assert_eq!(planned.asks.len(), 1);
    let mut how = How::default();
    how.reading.dates = Some(DateOrder::DayFirst);
    assert_eq!(bring(&mut book, &list, &how).plan.counts.added, 2);
    assert_eq!(all::<Deal>(&book).iter().filter(|deal| deal.close_on == "2027-01-03").count(), 1);
}

#[test]
fn cards_rounded_ids_and_amounts_beyond_all_measure_do_no_harm() {
    let mut book = Book::new();
    book.add("アクメ");
    let list = written(
        &book,
        "lines.csv",
        "会社名,伝票番号,商品名,数量,単価,通貨\nアクメ,1,4111 1111 1111 1111,1,10,JPY\nアクメ,2,机,-2,10,JPY\nアクメ,3,椅子,99999999999999999999,99999999999999999999,JPY\nアクメ,4,棚,1,9.5,USD\nアクメ,4,棚,1,9.5,USD\n",
    );
    let came = bring(&mut book, &list, &How::default());
    assert_eq!((came.plan.counts.added, came.plan.counts.rejected), (4, 1));
    let bought = all::<Purchase>(&book);
    let by = |number: &str| bought.iter().filter(|line| line.number == number).collect::<Vec<_>>();
    assert_eq!((by("2")[0].total(), by("2")[0].currency.as_str()), (Some(-20), "JPY"));
    assert!(by("3")[0].total().is_none() && by("3")[0].note.contains("単価: 9999"));
    assert_eq!(
        by("4").iter().map(|line| (line.total(), line.currency.as_str())).collect::<Vec<_>>(),
        [(Some(950), "USD"); 2]
    );
    again_changes_nothing(&mut book, &list, &How::default());
}

#[test]
fn columns_nobody_knows_become_fields_of_the_desks_own_and_are_found() {
    let mut book = Book::new();
    let list = written(&book, "list.csv", "会社名,会員区分,点数\nアクメ,ゴールド会員,12\nベータ,,3\n");
    bring(&mut book, &list, &How::default());
    let fields = book.desk.own_fields(Noun::Customer).unwrap();
    let kinds: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.kind.as_str())).collect();
    assert_eq!(kinds, [("会員区分", "text"), ("点数", "number")]);
    let mut finder = salesdesk::store::Finder::fold(&book.desk, || true).unwrap();
    let (found, _) = crate::support::found(&mut finder, &book.desk, "ゴールド会員");
    assert_eq!(found.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["アクメ"]);
    again_changes_nothing(&mut book, &list, &How::default());
    let mut how = How::default();
    how.options.rules.keep_unknown = false;
    let mut bare = Book::new();
    let list = written(&bare, "list.csv", "会社名,会員区分\nアクメ,ゴールド会員\n");
    bring(&mut bare, &list, &how);
    assert!(bare.desk.own_fields(Noun::Customer).unwrap().is_empty());
}

#[test]
fn numbers_in_every_spelling_of_the_numbering_plan_get_their_zero_back() {
    let Some(examples) = corpus("phones-jp/examples.csv") else { return };
    let text = fs::read_to_string(examples).unwrap();
    let numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('"').nth(1)).collect();
    assert_eq!(numbers.len(), 8);
    let rows: Vec<String> = numbers.iter().map(|number| format!("社{number},0{number}")).collect();
    let mut book = Book::new();
    let list = written(&book, "phones.csv", &format!("会社名,電話番号\n{}\n", rows.join("\n")));
    assert_eq!(bring(&mut book, &list, &How::default()).plan.counts.added, 8);
    let points = all::<salesdesk::domain::contact_point::ContactPoint>(&book);
    let normal: HashSet<String> = points.into_iter().map(|point| point.normal).collect();
    assert_eq!(normal, numbers.iter().map(|number| format!("+81{number}")).collect());
    let bare = written(&book, "bare.csv", "会社名,電話番号\n社,312345678\n別,９０１２３４５６７８\n");
    assert_eq!(bring(&mut book, &bare, &How::default()).plan.counts.zeros_restored, 2);
}

#[test]
fn addresses_keep_every_character_and_give_their_prefecture() {
    let Some(addresses) = corpus("jp-addresses/addresses.csv") else { return };
    let mut truth = csv::Reader::from_path(addresses).unwrap();
    let rows: Vec<(String, String)> =
        truth.records().map(|row| row.map(|row| (row[0].to_owned(), row[1].to_owned())).unwrap()).collect();
    let mut book = Book::new();
    let lines: Vec<String> =
        rows.iter().enumerate().map(|(at, (address, _))| format!("社{at},\"{address}\"")).collect();
    let list = written(&book, "addresses.csv", &format!("会社名,住所\n{}\n", lines.join("\n")));
    assert_eq!(bring(&mut book, &list, &How::default()).plan.counts.added, 1_000);
    let customers = all::<Customer>(&book);
    let by: BTreeMap<String, &Customer> = customers.iter().map(|one| (one.name.clone(), one)).collect();
    for (at, (address, prefecture)) in rows.iter().enumerate() {
        let customer = by[&format!("社{at}")];
        assert_eq!(customer.region, *prefecture, "{address}");
        assert_eq!(format!("{}{}", customer.region, customer.address), *address);
    }
}
