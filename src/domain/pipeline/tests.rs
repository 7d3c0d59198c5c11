//! Deals of every kind in, figures out: what is open, won, lost, overdue and expected.

use super::*;
use crate::domain::{Id, day};

fn all() -> Pipelines {
    Pipelines::default()
}

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
    let whole = figures(&some(), &all(), &Range::default(), "2026-03-10", &|_| false);
    let stages: Vec<_> =
        whole.stages.iter().map(|(step, volume)| (step.stage.as_str(), volume.deals)).collect();
    assert_eq!(stages, [("lead", 1), ("quote", 1), ("verbal", 1), ("won", 2), ("lost", 1)]);
    assert_eq!((whole.ended.won.amounts.of("JPY"), whole.ended.won.amounts.of("USD")), (1_000, 50));
    assert_eq!(whole.ended.win_rate(), Some(666_667));
    assert_eq!(whole.days_to_win, Some(10));
    assert_eq!(whole.lost_reasons[0].0, "price");
}

#[test]
fn a_deal_counts_by_its_chance_and_its_class_and_what_is_overdue_is_told() {
    let whole = figures(&some(), &all(), &Range::default(), "2026-03-10", &|_| false);
    let april = &whole.expected["2026-04"];
    assert_eq!(april.all.weighted().of("JPY"), 400 * 60 / 100 + 200 * 90 / 100);
    assert_eq!((april.commit.deals, april.best.deals), (1, 2));
    assert_eq!((whole.overdue.deals, whole.overdue.amounts.of("JPY")), (1, 10));
    let mut sure = deal("lead", 7, "2026-04");
    sure.forecast = "commit".into();
    assert_eq!(class(&sure, &all()), Class::Commit, "the rep's own word counts");
}

#[test]
fn what_ended_counts_within_the_range_and_what_is_open_always() {
    let range = |from: &str, to: &str| Range { from: Some(from.into()), to: Some(to.into()) };
    let february = figures(&some(), &all(), &range("2026-02-01", "2026-02-28"), "2026-03-10", &|_| false);
    assert_eq!((february.ended.won.deals, february.ended.lost.deals, february.open.deals), (1, 0, 3));
    assert!(range("2026-02-10", "2026-02-10").holds("2026-02"), "a month that may hold the day");
    assert!(!range("2026-02-10", "2026-02-10").holds(""));
}

#[test]
fn rows_add_up_to_the_whole_whatever_lays_them_apart() {
    let mut deals = some();
    deals[0].owner = Some(Id::of_parts(&[b"ann"]));
    let whole = figures(&deals, &all(), &Range::default(), "2026-03-10", &|_| false);
    for (code, by) in BYS {
        assert_eq!(By::of_code(code), Some(*by));
        let rows = laid(&deals, &all(), &Range::default(), *by);
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
    let whole = figures([&unknown], &all(), &Range::default(), "2026-03-10", &|_| false);
    assert_eq!((whole.open.deals, whole.open.without_amount), (1, 1));
    assert!(whole.open.amounts.is_empty());
}

#[test]
fn a_deal_is_stale_once_nothing_was_done_for_longer_than_its_stage_allows() {
    let now = 100 * day::LENGTH;
    let pace = |days: i64| Pace { stage_since: 0, touched: now - days * day::LENGTH };
    assert!(!pace(14).is_stale(&deal("quote", 1, ""), &all(), now));
    assert!(pace(15).is_stale(&deal("quote", 1, ""), &all(), now));
    assert!(
        !pace(99).is_stale(&deal("won", 1, ""), &all(), now)
            && !pace(99).is_stale(&deal("hold", 1, ""), &all(), now)
    );
    assert_eq!(pace(3).days(now), 100);
    let stale = figures(&some(), &all(), &Range::default(), "2026-03-10", &|deal| deal.stage == "quote");
    assert_eq!((stale.stale.deals, stale.stale.amounts.of("JPY")), (1, 400));
}

#[test]
fn a_deal_is_closed_the_day_it_is_won_and_open_again_when_moved_back() {
    let won = all().moved(&deal("quote", 1, ""), "won", "2026-11-21");
    assert_eq!((won.closed_on.as_str(), all().open(&won)), ("2026-11-21", false));
    assert_eq!(all().moved(&won, "quote", "2026-11-22").closed_on, "");
}

#[test]
fn a_deal_that_ended_keeps_its_day_when_only_its_reason_is_put_right() {
    let lost = |day: &str| Deal {
        closed_on: day.into(),
        lost_reason: "price".into(),
        lost_note: "too dear".into(),
        ..deal("lost", 1, "")
    };
    assert_eq!(all().moved(&lost("2026-10-05"), "lost", "2026-11-21"), lost("2026-10-05"));
    assert_eq!(all().moved(&lost(""), "lost", "2026-11-21").closed_on, "2026-11-21", "none was known");
    assert_eq!(all().moved(&lost("2026-10-05"), "won", "2026-11-21").closed_on, "2026-11-21");
    let again = all().moved(&lost("2026-10-05"), "quote", "2026-11-21");
    assert_eq!((again.lost_reason.as_str(), again.lost_note.as_str()), ("", "too dear"));
}

#[test]
fn a_deals_own_probability_beats_its_stages() {
    let mut deal = deal("quote", 1, "");
    assert_eq!(all().chance(&deal), 60);
    deal.probability = Some(35);
    assert_eq!(all().chance(&deal), 35);
}

fn renewals() -> Pipelines {
    let stage = |pipeline: &str, code: &str, position: i64, flag: &str| Stage {
        pipeline: pipeline.into(),
        code: code.into(),
        position: Some(position),
        flag: flag.into(),
        probability: Some(250),
        stale_days: Some(-3),
        ..Stage::default()
    };
    let stages = vec![
        stage("renewal", "offer", 20, "open"),
        stage("renewal", "asked", 10, "open"),
        stage("renewal", "quote", 30, "won"),
        stage("standard", "won", 5, "open"),
        stage("nowhere", "x", 1, "open"),
        stage("renewal", " ", 1, "open"),
    ];
    Pipelines::new(
        vec![Pipeline { ja: "更新".into(), ..Pipeline::of("renewal") }, Pipeline::default()],
        stages,
    )
}

#[test]
fn a_pipeline_of_ones_own_has_its_own_stages_and_ends_as_the_standard_one() {
    let all = renewals();
    assert_eq!(all.shown().count(), 2);
    let codes: Vec<&str> = all.of("renewal").shown().map(|stage| stage.code.as_str()).collect();
    assert_eq!(codes, ["asked", "offer", "quote", "won", "lost", "hold"]);
    assert_eq!(all.named("更新").map(|course| course.pipeline.code.as_str()), Some("renewal"));
    assert_eq!(
        (all.of("renewal").first(true), all.of("").first(true), all.of("").first(false)),
        ("asked", "approach", "lead")
    );
    assert_eq!(all.of("renewal").named("失注").map(Stage::flag), Some(StageFlag::Lost));
}

#[test]
fn what_a_record_says_that_cannot_be_meant_is_not_taken() {
    let all = renewals();
    let offer = all.of("renewal").stage("offer").unwrap();
    assert_eq!((offer.probability, offer.stale_days), (Some(100), None));
    assert_eq!(all.of("standard").stage("won").unwrap().flag(), StageFlag::Won, "old deals stand there");
    assert_eq!(all.of("renewal").stage("quote").unwrap().flag(), StageFlag::Open);
}

#[test]
fn a_stage_means_what_its_own_pipeline_says() {
    let stages = vec![
        Stage { pipeline: "a".into(), code: "paid".into(), flag: "won".into(), ..Stage::default() },
        Stage { pipeline: "b".into(), code: "paid".into(), flag: "open".into(), ..Stage::default() },
    ];
    let all = Pipelines::new(vec![Pipeline::of("a"), Pipeline::of("b")], stages);
    let at = |pipeline: &str| Deal { pipeline: pipeline.into(), stage: "paid".into(), ..Deal::default() };
    assert_eq!(["a", "b"].map(|pipeline| all.open(&at(pipeline))), [false, true]);
    let (open, shut) = all.open_stages();
    assert!(open.contains(&"paid"));
    assert_eq!(shut, [("a", "paid")]);
}

#[test]
fn a_stage_that_was_dropped_is_offered_no_more_and_means_what_it_meant() {
    let gone = Stage { gone: true, ..stage::STANDARD[4].on(STANDARD, 50) };
    let all = Pipelines::new(Vec::new(), vec![gone]);
    assert!(all.of("").named("quote").is_none());
    assert_eq!(all.chance(&deal("quote", 1, "")), 60);
}
