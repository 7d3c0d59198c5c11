//! The person: somebody at a customer, or the consumer in person.

use super::record::record;

record! {
    /// Somebody at a customer. Names stand family first in Japanese; order of display follows the
    /// script of the name, not the language of the screen.
    Person in field {
        /// The customer they belong to.
        1 customer: Ref,
        /// 姓.
        2 family: Text,
        /// 名.
        3 given: Text,
        /// 姓フリガナ.
        4 family_kana: Kana,
        /// 名フリガナ.
        5 given_kana: Kana,
        /// The name in one piece, where nobody split it: 氏名.
        6 full_name: Text,
        /// 敬称.
        7 honorific: Text,
        /// 生年月日, possibly without a year's day.
        8 birth_date: Date,
        /// As stated, where no birth date is known: 年代.
        9 age_band: Text,
        /// In their own words, optional: 性別.
        10 gender: Text,
        /// 職業.
        11 occupation: Text,
        /// 部署.
        12 department: Text,
        /// 役職.
        13 job_title: Text,
        /// 郵便番号.
        14 postal_code: Text,
        /// 住所.
        15 address: Text,
        /// 連絡方法（希望）.
        16 preferred_channel: Choice,
        /// When they like to be called: 連絡のつきやすい時間帯.
        17 preferred_hours: Text,
        /// 家族構成.
        18 family_note: Text,
        /// 趣味.
        19 hobbies: Text,
        /// 好み.
        20 preferences: Text,
        /// ブランド意識.
        21 brand_attitude: Text,
        /// 購買志向.
        22 buying_orientation: Text,
        /// 購買ニーズ.
        23 needs: Long,
        /// 購買目的.
        24 purchase_purpose: Text,
        /// 踏ん切りがつかない原因.
        25 blocker_reason: Text,
        /// What they said of us, good and bad: 顧客の声.
        26 voice: Long,
        /// 紹介者.
        27 referred_by: Ref,
        /// 流入経路.
        28 source: Text,
        /// 初回来店日.
        29 first_visit_on: Date,
        /// 会員番号.
        30 member_no: Text,
        /// 入会日.
        31 member_since: Date,
        /// 入会経路.
        32 member_channel: Text,
        /// A picture's path, opened with a viewer: 写真.
        33 photo: Text,
        /// Its hash, to notice that the file changed.
        34 photo_hash: Text,
        /// Their boss: 上司.
        35 reports_to: Ref,
        /// Their part in a decision: 起案・推進・評価・決裁・購買.
        36 role: Choice,
        /// Has left or moved: 退職・異動.
        37 left: Flag,
        /// 友だち追加日 (LINE).
        38 line_added_on: Date,
        /// 友だち追加経路 (LINE).
        39 line_added_via: Text,
        /// ブロック (LINE).
        40 line_blocked: Flag,
        /// How the use of their data was explained, and when: 同意.
        41 consent: Long,
        /// 備考.
        42 note: Long,
    }
}

/// The parts a person can have in a decision.
pub const ROLES: &[&str] = &["starts", "drives", "evaluates", "decides", "buys"];

impl Person {
    /// Somebody of that name and reading, split where the writing splits them: a Japanese name
    /// stands family first, a Latin one given name first.
    #[must_use]
    pub fn called(name: &str, kana: &str) -> Self {
        let person = match name.trim().split_once([' ', '\u{3000}']) {
            None => Self { full_name: name.trim().to_owned(), ..Self::default() },
            Some((given, family)) if name.is_ascii() => {
                Self { family: family.trim().to_owned(), given: given.to_owned(), ..Self::default() }
            }
            Some((family, given)) => {
                Self { family: family.to_owned(), given: given.trim().to_owned(), ..Self::default() }
            }
        };
        let (family_kana, given_kana) =
            kana.trim().split_once([' ', '\u{3000}']).unwrap_or((kana.trim(), ""));
        Self { family_kana: family_kana.to_owned(), given_kana: given_kana.trim().to_owned(), ..person }
    }

    /// The name in one piece, in the order its script asks for.
    #[must_use]
    pub fn name(&self) -> String {
        if self.family.is_empty() && self.given.is_empty() {
            return self.full_name.clone();
        }
        let parts = if (self.family.clone() + &self.given).is_ascii() {
            [&self.given, &self.family]
        } else {
            [&self.family, &self.given]
        };
        parts.map(String::as_str).join(" ").trim().to_owned()
    }

    /// The reading in one piece, family first.
    #[must_use]
    pub fn kana(&self) -> String {
        [self.family_kana.as_str(), &self.given_kana].join(" ").trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_given_in_one_piece_is_split_where_it_is_written_apart() {
        let person = Person::called("山田　花子", "ヤマダ ハナコ");
        assert_eq!((person.family.as_str(), person.given_kana.as_str()), ("山田", "ハナコ"));
        let person = Person::called("Jo van Dyke", "");
        assert_eq!((person.family.as_str(), person.given.as_str()), ("van Dyke", "Jo"));
        assert_eq!(Person::called("山田花子", "").name(), "山田花子");
    }

    #[test]
    fn a_name_is_written_in_the_order_of_its_script() {
        let mut person = Person { family: "田中".into(), given: "一郎".into(), ..Person::default() };
        assert_eq!(person.name(), "田中 一郎");
        person.family = "Smith".into();
        person.given = "Jo".into();
        assert_eq!(person.name(), "Jo Smith");
    }
}
