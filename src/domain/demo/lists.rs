//! The demo book's call lists: one in each language, with something to say.

use super::{Made, Maker};
use crate::domain::call_list::{CallList, id_of};
use crate::domain::entry::Entry;

/// Customers on a list.
const LENGTH: usize = 40;

/// Name and script of the lists, in English and in Japanese.
const LISTS: [(&str, &str); 2] = [
    (
        "Trade show follow-up",
        "Hello, this is {rep}. I am calling about our booth at the trade show. Is {person} there?\n\
         We help {industry} firms to order with half the paperwork. How do you do it today?\n\
         Could we show you in twenty minutes next week?",
    ),
    (
        "展示会フォロー",
        "お世話になっております。{rep}と申します。展示会の件でお電話しました。{person}様はいらっしゃいますか。\n\
         {industry}のお客様の受発注を半分の手間にするサービスのご案内です。今はどのようになさっていますか。\n\
         来週20分ほど、画面をお見せするお時間をいただけますか。",
    ),
];

impl Maker {
    /// The lists, each of the customers who speak its language.
    pub(super) fn call_lists(&mut self, everybody: &[Made]) {
        let now = self.now.timestamp_millis();
        for (at, (name, script)) in (0..).map(|nth| now - nth * 60_000).zip(LISTS) {
            let japanese = !name.is_ascii();
            let list = CallList {
                id: id_of(name, self.rep, at),
                name: name.into(),
                made_from: "search".into(),
                script: script.into(),
                owner: self.rep,
                made_at: Some(at),
                pace: Some(15),
                ..CallList::default()
            };
            self.add(&list);
            let them = everybody.iter().filter(|made| made.japanese == japanese).take(LENGTH);
            for (position, made) in (1..).zip(them) {
                self.add(&Entry::of(list.id, made.id, position));
            }
        }
    }
}
