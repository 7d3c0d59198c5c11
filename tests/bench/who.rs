//! One invented customer: Zipf names with a long tail, numbers written in every way people write
//! them, mail under `.example`.

use crate::dice::Dice;
use crate::names::{
    ABROAD, FAMILIES, FIRMS, FIRSTS, GIVENS, HALVES, JAPAN, NOTES_EN, NOTES_JA, SURNAMES, SYLLABLES, TAGS,
    TRADES,
};

/// What is known of a customer.
pub(crate) struct Who {
    pub(crate) japanese: bool,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) kana: String,
    /// Name and reading of somebody there; nobody for a consumer.
    pub(crate) person: Option<(String, String)>,
    pub(crate) phone: String,
    /// The number as `+81…`.
    pub(crate) normal: String,
    pub(crate) mail: String,
    pub(crate) postal: String,
    pub(crate) region: &'static str,
    pub(crate) city: &'static str,
    pub(crate) address: String,
    pub(crate) industry: &'static str,
    pub(crate) rank: &'static str,
    pub(crate) tag: Option<&'static str>,
    pub(crate) note: String,
}

/// The nth customer.
pub(crate) fn who(dice: &mut Dice, n: usize) -> Who {
    if n.is_multiple_of(2) { japanese(dice, n) } else { english(dice, n) }
}

fn japanese(dice: &mut Dice, n: usize) -> Who {
    let (family, reading) = family(dice);
    let (given, given_reading) = *dice.zipf(GIVENS);
    let person = (format!("{family} {given}"), format!("{reading} {given_reading}"));
    let firm = *dice.pick(FIRMS);
    let company = dice.chance(60);
    let name = match dice.below(4) {
        _ if !company => person.0.clone(),
        0 => format!("株式会社{firm}{family}"),
        1 => format!("{family}{firm}㈱"),
        2 => format!("（株）{family}{firm}"),
        _ => format!("{firm}{family}有限会社"),
    };
    let kana = if company { reading } else { person.1.clone() };
    let (city, region, area) = *dice.zipf(JAPAN);
    let (local, last) = (1000 + dice.below(9000), dice.below(10_000));
    let (area, local) =
        if dice.chance(25) { ("090", format!("{local:04}")) } else { (area, format!("{local:04}")) };
    let latin = salesdesk::domain::fold::romaji(&kana).replace(' ', ".");
    Who {
        japanese: true,
        kana: if dice.chance(20) { narrow(&kana) } else { kana },
        phone: written(dice, &[area, &local, &format!("{last:04}")]),
        normal: format!("+81{}{local}{last:04}", &area[1..]),
        mail: format!("{}{n}@{}.example", latin, dice.pick(SURNAMES).to_lowercase().replace('\'', "")),
        postal: format!("{:03}-{:04}", dice.below(999), dice.below(9999)),
        address: format!("{}-{}-{}", 1 + dice.below(9), 1 + dice.below(30), 1 + dice.below(20)),
        note: (*dice.pick(NOTES_JA)).into(),
        ..common(dice, n, name, company.then_some(person), (city, region))
    }
}

fn english(dice: &mut Dice, n: usize) -> Who {
    let surname = surname(dice);
    let first = *dice.zipf(FIRSTS);
    let person = (format!("{first} {surname}"), String::new());
    let trade = *dice.pick(TRADES);
    let company = dice.chance(60);
    let name = match dice.below(3) {
        _ if !company => person.0.clone(),
        0 => format!("{surname} {trade} Inc."),
        1 => format!("{trade} {surname} Ltd"),
        _ => format!("{surname} & {} {trade}", dice.zipf(SURNAMES)),
    };
    let (city, region, area) = *dice.zipf(ABROAD);
    let (local, last) = (dice.below(10), dice.below(10_000));
    let local = format!("55{local}");
    let mail = format!("{}.{}{n}@{}.example", first.to_lowercase(), plain(&surname), trade.to_lowercase());
    Who {
        phone: written(dice, &[area, &local, &format!("{last:04}")]),
        normal: format!("+1{area}{local}{last:04}"),
        mail,
        postal: format!("{:05}", dice.below(99_999)),
        address: format!("{} {} Street", 1 + dice.below(999), dice.pick(SURNAMES)),
        note: (*dice.pick(NOTES_EN)).into(),
        ..common(dice, n, name, company.then_some(person), (city, region))
    }
}

fn common(
    dice: &mut Dice,
    n: usize,
    name: String,
    person: Option<(String, String)>,
    (city, region): (&'static str, &'static str),
) -> Who {
    Who {
        japanese: false,
        code: format!("C{n:07}"),
        kana: String::new(),
        phone: String::new(),
        normal: String::new(),
        mail: String::new(),
        postal: String::new(),
        address: String::new(),
        note: String::new(),
        industry: ["製造業", "Retail", "卸売業", "Services"][dice.below(4)],
        rank: ["A", "B", "C", ""][dice.below(4)],
        tag: dice.chance(20).then(|| *dice.zipf(TAGS)),
        name,
        person,
        city,
        region,
    }
}

/// A common family name, or three times in ten a rare one.
fn family(dice: &mut Dice) -> (String, String) {
    if !dice.chance(30) {
        let (name, reading) = dice.zipf(FAMILIES);
        return ((*name).to_owned(), (*reading).to_owned());
    }
    let [(one, first), (two, second)] = [0, 1].map(|half: usize| *dice.pick(HALVES[half]));
    (format!("{one}{two}"), format!("{first}{second}"))
}

fn surname(dice: &mut Dice) -> String {
    if !dice.chance(30) {
        return (*dice.zipf(SURNAMES)).to_owned();
    }
    [0, 1, 2].map(|part: usize| *dice.pick(SYLLABLES[part])).concat()
}

/// A number as people write it: with hyphens, without, in brackets, with spaces, in full width.
fn written(dice: &mut Dice, parts: &[&str; 3]) -> String {
    let [area, local, last] = parts;
    match dice.below(10) {
        0 => parts.concat(),
        1 => format!("({area}) {local}-{last}"),
        2 => parts.join(" "),
        3 => wide(&parts.join("-")),
        _ => parts.join("-"),
    }
}

fn wide(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_graphic()).unwrap_or(c);
    text.chars().map(wide).collect()
}

/// Half-width kana where there is one of the same sound without marks.
fn narrow(kana: &str) -> String {
    const WIDE: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    const NARROW: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ";
    let narrow =
        |c| WIDE.chars().zip(NARROW.chars()).find(|(wide, _)| *wide == c).map_or(c, |(_, narrow)| narrow);
    kana.chars().map(narrow).collect()
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace('\'', "").replace('ü', "ue")
}
