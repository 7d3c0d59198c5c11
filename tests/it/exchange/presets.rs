//! Files of known sources: each is recognised, and every column lands where its `.fields` says.

use std::fs;
use std::path::PathBuf;

use salesdesk::exchange::bring_in::{How, Watch, plan, run};
use salesdesk::exchange::map::presets::PRESETS;

use crate::support::{Book, NOW};

fn fixture(name: &str, kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/presets").join(format!("{name}.{kind}"))
}

fn watch() -> Watch<'static> {
    Watch { progress: Box::leak(Box::new(|_, _| {})), stop: &|| false }
}

#[test]
fn every_column_of_every_source_lands_where_it_should() {
    let book = Book::new();
    for preset in PRESETS {
        let plan =
            plan(&book.desk, &fixture(preset.name, "csv"), &How::default(), NOW, &mut watch()).unwrap();
        assert_eq!(plan.preset, Some(preset.name));
        assert!(preset.about.is_none_or(|about| about.word() == plan.about), "{}", preset.name);
        let expected = fs::read_to_string(fixture(preset.name, "fields")).unwrap();
        let found: Vec<(String, String)> = plan
            .columns
            .iter()
            .map(|one| (one.header.clone(), one.field.clone().unwrap_or_default()))
            .collect();
        let expected: Vec<(String, String)> = expected
            .lines()
            .map(|line| line.split_once('\t').unwrap())
            .map(|(one, two)| (one.to_owned(), two.to_owned()))
            .collect();
        assert_eq!(found, expected, "{}", preset.name);
    }
}

#[test]
fn every_source_goes_in_and_its_second_time_changes_nothing() {
    for preset in PRESETS {
        let mut book = Book::new();
        let mut how = How::default();
        how.options.make_customers = Some(true);
        let path = fixture(preset.name, "csv");
        let first = run(&mut book.desk, &path, &how, NOW, &mut watch()).unwrap();
        assert_eq!(first.plan.counts.rejected, 0, "{}: {:?}", preset.name, first.plan.rows);
        let before = book.desk.digest().unwrap();
        let again = run(&mut book.desk, &path, &how, NOW, &mut watch()).unwrap();
        assert_eq!((again.batch, book.desk.digest().unwrap()), (None, before), "{}", preset.name);
        assert!(book.desk.health().unwrap().sound());
    }
}

#[test]
fn people_and_deals_find_the_companies_of_the_same_source() {
    for (companies, others) in [
        ("hubspot-companies", ["hubspot-contacts", "hubspot-deals"]),
        ("salesforce-accounts", ["salesforce-contacts", "salesforce-opportunities"]),
    ] {
        let mut book = Book::new();
        let mut import = |name: &str| {
            run(&mut book.desk, &fixture(name, "csv"), &How::default(), NOW, &mut watch()).unwrap()
        };
        assert_eq!(import(companies).plan.counts.added, 1);
        others.iter().for_each(|name| assert_eq!(import(name).plan.counts.added, 1, "{name}"));
        let lines = book.desk.opening(9).unwrap();
        assert_eq!(lines.len(), 1, "{companies}");
        let page = book.desk.page(lines[0].id, 9).unwrap().unwrap();
        assert_eq!((page.people.len(), page.deals.len()), (1, 1), "{companies}");
    }
}

#[test]
fn rows_of_one_kintone_record_are_one_customer() {
    let mut book = Book::new();
    let came = run(&mut book.desk, &fixture("kintone", "csv"), &How::default(), NOW, &mut watch()).unwrap();
    assert_eq!((came.plan.counts.rows, came.plan.counts.rejected), (3, 0));
    assert_eq!(book.desk.customer_count().unwrap(), 2);
    let first = book.desk.customer("import:7").unwrap();
    let page = book.desk.page(first, 0).unwrap().unwrap();
    let visits = page.own.iter().find(|own| own.field.name == "訪問日").unwrap();
    assert_eq!(visits.value.raw, "2026-01-05\n2026-02-05");
}
