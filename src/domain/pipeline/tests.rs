//! Deals of every kind in, figures out: what is open, won, lost, overdue and expected.

use super::*;
use crate::domain::Id;

fn deal(stage: &str, amount: i64, close_on: &str) -> Deal {
    Deal {
        stage: stage.into(),
        amount: Some(amount),
        currency: "JPY".into(),
        close_on: close_on.into(),
        ..Deal::default()
    }
}

fn some() -> Vec<Deal> {
    let mut lost = deal("lost", 100, "2026-03-05");
    lost.lost_reason = "price".into();
    let mut won = deal("won", 1_000, "2026-03-09");
    (won.closed_on, won.opened_on) = ("2026-02-10".into(), "2026-01-31".into());
    let mut dollars = deal("won", 50, "");
    dollars.currency = "USD".into();
    vec![
        deal("quote", 400, "2026-04-01"),
        deal("verbal", 200, "2026-04-30"),
        lost,
        won,
        dollars,
        deal("lead", 10, "2026-01-01"),
    ]
}

#[test]
fn stages_stand_in_their_order_and_currencies_apart() {
    let whole = pipeline(&some(), &Range::default(), "2026-03-10", &|_| false);
    let stages: Vec<_> = whole.stages.iter().map(|(code, volume)| (code.as_str(), volume.deals)).collect();
    assert_eq!(stages, [("lead", 1), ("quote", 1), ("verbal", 1), ("won", 2), ("lost", 1)]);
    assert_eq!((whole.ended.won.amounts.of("JPY"), whole.ended.won.amounts.of("USD")), (1_000, 50));
    assert_eq!(whole.ended.win_rate(), Some(666_667));
    assert_eq!(whole.days_to_win, Some(10));
    assert_eq!(whole.lost_reasons[0].0, "price");
}

#[test]
fn a_deal_counts_by_its_chance_and_its_class_and_what_is_overdue_is_told() {
    let whole = pipeline(&some(), &Range::default(), "2026-03-10", &|_| false);
    let april = &whole.expected["2026-04"];
    assert_eq!(april.all.weighted().of("JPY"), 400 * 60 / 100 + 200 * 90 / 100);
    assert_eq!((april.commit.deals, april.best.deals), (1, 2));
    assert_eq!((whole.overdue.deals, whole.overdue.amounts.of("JPY")), (1, 10));
    let mut sure = deal("lead", 7, "2026-04");
    sure.forecast = "commit".into();
    assert_eq!(class(&sure), Class::Commit, "the rep's own word counts");
}

#[test]
fn what_ended_counts_within_the_range_and_what_is_open_always() {
    let range = |from: &str, to: &str| Range { from: Some(from.into()), to: Some(to.into()) };
    let february = pipeline(&some(), &range("2026-02-01", "2026-02-28"), "2026-03-10", &|_| false);
    assert_eq!((february.ended.won.deals, february.ended.lost.deals, february.open.deals), (1, 0, 3));
    assert!(range("2026-02-10", "2026-02-10").holds("2026-02"), "a month that may hold the day");
    assert!(!range("2026-02-10", "2026-02-10").holds(""));
}

#[test]
fn rows_add_up_to_the_whole_whatever_lays_them_apart() {
    let mut deals = some();
    deals[0].owner = Some(Id::of_parts(&[b"ann"]));
    let whole = pipeline(&deals, &Range::default(), "2026-03-10", &|_| false);
    for (code, by) in BYS {
        assert_eq!(By::of_code(code), Some(*by));
        let rows = laid(&deals, &Range::default(), *by);
        let mut sum = Volume::default();
        rows.iter().for_each(|row| {
            sum.join(&row.open);
            sum.join(&row.ended.won);
            sum.join(&row.ended.lost);
        });
        let mut all = whole.open.clone();
        all.join(&whole.ended.won);
        all.join(&whole.ended.lost);
        assert_eq!(sum, all, "{code}");
    }
}

#[test]
fn an_amount_nobody_knows_counts_as_a_deal_and_as_no_money() {
    let mut unknown = deal("lead", 0, "");
    unknown.amount = None;
    let whole = pipeline([&unknown], &Range::default(), "2026-03-10", &|_| false);
    assert_eq!((whole.open.deals, whole.open.without_amount), (1, 1));
    assert!(whole.open.amounts.is_empty());
}

#[test]
fn a_deal_is_stale_once_nothing_was_done_for_longer_than_its_stage_allows() {
    let now = 100 * day::LENGTH;
    let pace = |days: i64| Pace { stage_since: 0, touched: now - days * day::LENGTH };
    assert!(!pace(14).is_stale(&deal("quote", 1, ""), now));
    assert!(pace(15).is_stale(&deal("quote", 1, ""), now));
    assert!(!pace(99).is_stale(&deal("won", 1, ""), now) && !pace(99).is_stale(&deal("hold", 1, ""), now));
    assert_eq!(pace(3).days(now), 100);
    let stale = pipeline(&some(), &Range::default(), "2026-03-10", &|deal| deal.stage == "quote");
    assert_eq!((stale.stale.deals, stale.stale.amounts.of("JPY")), (1, 400));
}
