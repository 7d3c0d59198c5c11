//! How alike two cards are: the grounds that hold of them, and their sum.

use super::card::Card;
use super::names;
use super::place::{self, Places};
use super::reason::{Ground, Reason};

/// Local parts that everybody uses.
pub(super) const ROLES: &[&str] = &[
    "info",
    "mail",
    "sales",
    "contact",
    "office",
    "support",
    "admin",
    "hello",
    "soumu",
    "eigyo",
    "toiawase",
    "webmaster",
];
/// What the same reading of the same name adds.
const READ_AS_WRITTEN: i16 = 5;
/// A local part shorter than this says nothing by itself.
pub(super) const LOCAL: usize = 4;

/// The reasons, the weightiest first. Which of the two comes first makes no difference.
#[must_use]
pub fn weigh(a: &Card, b: &Card) -> Vec<Reason> {
    let mut reasons = Vec::with_capacity(8);
    each(a, b, &mut |reason| reasons.push(reason));
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.points.abs()));
    reasons
}

/// 0–100: the sum of the reasons.
#[must_use]
pub fn score(a: &Card, b: &Card) -> u8 {
    let mut sum = 0_i16;
    each(a, b, &mut |reason| sum += reason.points);
    u8::try_from(sum.clamp(0, 100)).expect("it is 0–100")
}

/// The score of these reasons.
#[must_use]
pub fn sum(reasons: &[Reason]) -> u8 {
    let sum: i16 = reasons.iter().map(|reason| reason.points).sum();
    u8::try_from(sum.clamp(0, 100)).expect("it is 0–100")
}

fn each(a: &Card, b: &Card, say: &mut impl FnMut(Reason)) {
    // Not every measure of likeness is the same from both sides.
    let (a, b) = if b.precedes(a) { (b, a) } else { (a, b) };
    let people = a.person || b.person;
    corporate(a, b, say);
    if people {
        names::of_persons(a.name(), b.name(), say);
    } else {
        names::of_companies(a.name(), b.name(), say);
        forms(a, b, say);
    }
    reading(a, b, say);
    numbers(a, b, say);
    mails(a, b, people, say);
    places(a, b, people, say);
    births(a, b, say);
    if shares(a.sites(), &b.sites()) {
        say(Reason::whole(Ground::SameSite));
    }
    if !people && shares(a.people(), &b.people()) {
        say(Reason::whole(Ground::SamePerson));
    }
}

fn shares<'a>(mut a: impl Iterator<Item = &'a str>, b: &(impl Iterator<Item = &'a str> + Clone)) -> bool {
    a.any(|one| b.clone().any(|other| one == other))
}

fn corporate(a: &Card, b: &Card, say: &mut impl FnMut(Reason)) {
    if !a.corporate().is_empty() && !b.corporate().is_empty() {
        let same = a.corporate() == b.corporate();
        say(Reason::whole(if same { Ground::SameCorporateNumber } else { Ground::OtherCorporateNumber }));
    }
}

/// 株式会社X and X株式会社 are two companies as a rule; so are 株式会社X and 有限会社X.
fn forms(a: &Card, b: &Card, say: &mut impl FnMut(Reason)) {
    let parts = |card: &'_ Card| card.form().chars().next().zip(card.form().get(1..).map(str::to_owned));
    let (Some((end, form)), Some((other_end, other_form))) = (parts(a), parts(b)) else { return };
    if form.is_ascii() || other_form.is_ascii() {
        return;
    }
    if form != other_form {
        say(Reason::whole(Ground::OtherForm));
    } else if end != other_end {
        say(Reason::whole(Ground::FormAtOtherEnd));
    }
}

fn reading(a: &Card, b: &Card, say: &mut impl FnMut(Reason)) {
    if a.reading().is_empty() || b.reading().is_empty() {
        return;
    }
    if a.reading() == b.reading() {
        // Who writes the name the same reads it the same: that is no second thing.
        let points = if a.name() == b.name() { READ_AS_WRITTEN } else { Ground::SameReading.points() };
        say(Reason::part(Ground::SameReading, points, 100));
    } else if strsim::jaro_winkler(a.reading(), b.reading()) < 0.8 {
        say(Reason::whole(Ground::OtherReading));
    }
}

fn numbers(a: &Card, b: &Card, say: &mut impl FnMut(Reason)) {
    if a.numbers().next().is_none() || b.numbers().next().is_none() {
        return;
    }
    let same = a.numbers().any(|one| b.numbers().any(|other| one == other));
    say(Reason::whole(if same { Ground::SameNumber } else { Ground::OtherNumber }));
}

/// Of all pairs of addresses the one that says most.
fn mails(a: &Card, b: &Card, people: bool, say: &mut impl FnMut(Reason)) {
    let pairs = a.mails().flat_map(|one| b.mails().map(move |other| (one, other)));
    let best = pairs.map(|(one, other)| mail(one, other)).max_by_key(|ground| ground.points());
    match best {
        Some(Ground::OtherMail) if !people => {}
        Some(ground) => say(Reason::whole(ground)),
        None => {}
    }
}

fn mail(a: &str, b: &str) -> Ground {
    if a == b {
        return Ground::SameMail;
    }
    let local = |mail: &str| mail.split('@').next().unwrap_or_default().to_owned();
    let (one, other) = (local(a), local(b));
    let tells = |local: &str| local.len() >= LOCAL && !ROLES.contains(&local);
    if !tells(&one) || !tells(&other) {
        return Ground::OtherMail;
    }
    // taro41 and taro42 are two people, not a slip.
    let figures = |local: &str| local.chars().filter(char::is_ascii_digit).collect::<String>();
    if figures(&one) != figures(&other) {
        return Ground::OtherMail;
    }
    let slips = strsim::osa_distance(a, b);
    match slips {
        ..=2 => Ground::MailAlike,
        _ if one == other => Ground::SameMailName,
        3..=4 if a.len().max(b.len()) >= 14 => Ground::MailNear,
        _ => Ground::OtherMail,
    }
}

fn places(a: &Card, b: &Card, people: bool, say: &mut impl FnMut(Reason)) {
    if !a.postcode().is_empty() && a.postcode() == b.postcode() {
        say(Reason::whole(Ground::SamePostcode));
    }
    match place::compared(a.place(), b.place()) {
        Some(Places::Same) => say(Reason::whole(Ground::SameAddress)),
        Some(Places::Alike) => say(Reason::whole(Ground::AddressAlike)),
        Some(Places::Other) => say(Reason::whole(Ground::OtherAddress)),
        None => cities(a.city(), b.city(), people, say),
    }
}

fn cities(a: &str, b: &str, people: bool, say: &mut impl FnMut(Reason)) {
    if a.is_empty() || b.is_empty() {
        return;
    }
    let alike = || strsim::osa_distance(a, b) <= a.chars().count() / 3 || strsim::jaro_winkler(a, b) > 0.88;
    if a == b || (a.is_ascii() && alike()) {
        say(Reason::whole(Ground::SameCity));
    } else if people {
        say(Reason::whole(Ground::OtherCity));
    }
}

fn births(a: &Card, b: &Card, say: &mut impl FnMut(Reason)) {
    let (a, b) = (a.birth(), b.birth());
    if a.is_empty() || b.is_empty() {
        return;
    }
    let same = a.split('-').zip(b.split('-')).filter(|(a, b)| a == b).count();
    let ground = match (strsim::osa_distance(a, b), same) {
        (0, _) => Ground::SameBirthDate,
        (1, _) => Ground::BirthDateAlike,
        (_, 2) => Ground::BirthDateNear,
        (2, _) => return say(Reason::part(Ground::BirthDateNear, 12, 80)),
        (3, 1) => return,
        _ => Ground::OtherBirthDate,
    };
    say(Reason::whole(ground));
}
