//! What the demo book's customers bought, what runs on, and what they asked or complained of.
//!
//! Enough that worth, renewals, inquiries and their reports have something to show.

use chrono::{DateTime, Duration, FixedOffset, Months};

use super::super::inquiry::Inquiry;
use super::super::inquiry_step::InquiryStep;
use super::super::product::{Product, id_of};
use super::super::purchase::Purchase;
use super::super::subscription::{MONTHS, Subscription};
use super::super::zone::zone;
use super::past::working;
use super::{Made, Maker};

/// Every which customer buys.
const BUYS: usize = 3;
/// The first so many of them have a contract, if they are companies.
const CONTRACTS: usize = 14;
/// Orders lie in the last so many days.
const DAYS: i64 = 540;
/// One order in so many is followed by a return.
const RETURNED: u64 = 12;
/// Whoever asks something is none of the first, who are on the call lists: an open complaint would stop
/// the walk there.
const ASKERS: usize = 150;

/// Code, name in English and Japanese, category in both, price in yen and in cents.
type Sold = (&'static str, (&'static str, &'static str), (&'static str, &'static str), i64, i64);

const PRODUCTS: &[Sold] = &[
    ("P-101", ("Label printer", "ラベルプリンター"), ("Machines", "機器"), 48_000, 42_900),
    ("P-102", ("Barcode scanner", "バーコードスキャナー"), ("Machines", "機器"), 19_800, 17_500),
    ("P-201", ("Label roll, 100", "ラベルロール 100巻"), ("Supplies", "消耗品"), 12_400, 10_900),
    ("P-202", ("Ink ribbon, 10", "インクリボン 10本"), ("Supplies", "消耗品"), 8_600, 7_400),
    ("P-301", ("Support, one year", "年間保守"), ("Services", "サービス"), 36_000, 31_000),
];

/// Kind, how far it is, how many hours ago it came, whether it complains, what is asked, and what was
/// answered.
type Asked =
    (&'static str, &'static str, i64, bool, (&'static str, &'static str), (&'static str, &'static str));

const INQUIRIES: &[Asked] = &[
    (
        "repair",
        "doing",
        5,
        true,
        ("The scanner lost its link twice this week", "スキャナーの接続が今週2回切れた"),
        ("", ""),
    ),
    (
        "estimate",
        "new",
        2,
        false,
        ("Price for ten label rolls a month?", "ラベルロール毎月10箱の見積もりがほしい"),
        ("", ""),
    ),
    (
        "question",
        "waiting",
        30,
        false,
        ("How do we print two labels a page?", "1枚に2つ印刷する方法を知りたい"),
        ("", ""),
    ),
    (
        "question",
        "done",
        220,
        false,
        ("How do we change the ribbon?", "リボンの交換方法を知りたい"),
        ("Sent the one-page guide; it worked", "1枚の手順書を送付。解決した"),
    ),
    (
        "repair",
        "done",
        400,
        true,
        ("The printer arrived with a broken tray", "届いたプリンターのトレイが壊れていた"),
        ("Replaced the tray the next day", "翌日にトレイを交換した"),
    ),
    (
        "billing",
        "done",
        700,
        false,
        ("Can support be paid by the quarter?", "保守費用を四半期払いにできるか"),
        ("Yes; changed with the renewal", "可能。更新時に変更した"),
    ),
];

/// How many days ago one of them ordered last: many within a month, some not for half a year.
fn last(nth: usize) -> i64 {
    let far = i64::try_from(nth * 37 % 101).unwrap_or(0);
    1 + far * far / 60
}

const fn said<'a>((en, ja): (&'a str, &'a str), japanese: bool) -> &'a str {
    if japanese { ja } else { en }
}

impl Maker {
    /// What is sold, who bought it, and who asked.
    pub(super) fn trade(&mut self, everybody: &[Made]) {
        for (code, name, category, yen, _) in PRODUCTS {
            self.add(&Product {
                id: id_of(code, ""),
                code: (*code).into(),
                name: name.1.into(),
                price: Some(*yen),
                cost: Some(yen * 6 / 10),
                currency: "JPY".into(),
                category: category.1.into(),
                ..Product::default()
            });
        }
        for (nth, made) in everybody.iter().step_by(BUYS).enumerate() {
            self.orders(made, last(nth));
            if nth < CONTRACTS && made.company {
                self.contract(made, nth);
            }
        }
        for (made, asked) in everybody.iter().skip(ASKERS).step_by(7).zip(INQUIRIES) {
            self.inquiry(made, *asked);
        }
    }

    fn orders(&mut self, made: &Made, last: i64) {
        let times = 1 + self.dice.up_to(7);
        let apart = (DAYS - last) / times;
        for before in (0..times).rev() {
            let odd = self.dice.up_to(apart.min(40)) * i64::from(before > 0);
            let at = working(self.now - Duration::days(last + before * apart + odd));
            let number = format!("{}{:03}", at.format("%y%m%d"), self.dice.below(1_000));
            for _ in 0..=self.dice.below(2) {
                let sold = *self.dice.pick(PRODUCTS);
                let quantity = 1 + self.dice.up_to(4);
                self.line(made, sold, at, &number, quantity);
                if self.dice.below(RETURNED) == 0 {
                    self.line(made, sold, at, &number, -1);
                }
            }
        }
    }

    fn line(
        &mut self,
        made: &Made,
        (code, name, _, yen, cents): Sold,
        at: DateTime<FixedOffset>,
        number: &str,
        quantity: i64,
    ) {
        let yen_here = made.currency == "JPY";
        let price = if yen_here { yen } else { cents };
        let cost = price * 6 / 10;
        let line = Purchase {
            id: self.id(),
            customer: Some(made.id),
            product: said(name, made.japanese).into(),
            product_code: code.into(),
            at: Some(at.timestamp_millis()),
            zone: Some(zone(at)),
            quantity: Some(quantity * 1_000),
            unit_price: Some(price),
            amount: Some(price * quantity),
            cost: Some(cost),
            currency: made.currency.into(),
            number: number.to_owned(),
            channel: "telesales".into(),
            ..Purchase::default()
        };
        self.add(&line);
    }

    /// A contract that is renewed within weeks, or was a moment ago.
    fn contract(&mut self, made: &Made, nth: usize) {
        let (cycle, months) = MONTHS[nth % MONTHS.len()];
        let renews = (self.now + Duration::days(self.dice.up_to(90))).date_naive();
        let (code, name, _, yen, cents) = PRODUCTS[4];
        let share = |year: i64| year * i64::from(months) / 12;
        let contract = Subscription {
            id: self.id(),
            customer: Some(made.id),
            product: said(name, made.japanese).into(),
            product_code: code.into(),
            amount: Some(share(if made.currency == "JPY" { yen } else { cents })),
            currency: made.currency.into(),
            cycle: cycle.into(),
            started_on: (renews - Months::new(12)).to_string(),
            renews_on: renews.to_string(),
            ..Subscription::default()
        };
        self.add(&contract);
    }

    fn inquiry(&mut self, made: &Made, (kind, status, hours, complaint, text, answer): Asked) {
        let at = self.now - Duration::hours(hours);
        let answered = (at + Duration::hours(20)).timestamp_millis();
        let inquiry = Inquiry {
            id: self.id(),
            customer: Some(made.id),
            person: made.person,
            received_at: Some(at.timestamp_millis()),
            zone: Some(zone(at)),
            channel: "call".into(),
            kind: kind.into(),
            text: said(text, made.japanese).into(),
            status: status.into(),
            complaint,
            owner: self.rep,
            closed_at: (status == "done").then_some(answered),
            ..Inquiry::default()
        };
        self.add(&inquiry);
        if status == "done" {
            let step = InquiryStep {
                id: self.id(),
                inquiry: Some(inquiry.id),
                customer: Some(made.id),
                at: Some(answered),
                zone: Some(zone(at)),
                rep: self.rep,
                channel: "call".into(),
                text: said(answer, made.japanese).into(),
                ..InquiryStep::default()
            };
            self.add(&step);
        }
    }
}
