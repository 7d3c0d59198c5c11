//! What speaks for two customers being one, in words. A missing ground does not compile.

use super::Lang;
use crate::domain::duplicate::{Ground, Reason};

macro_rules! grounds {
    ( $( $ground:ident $en:literal $ja:literal, )* ) => {
        /// A ground in words.
        #[must_use]
        pub const fn label(ground: Ground, lang: Lang) -> &'static str {
            match (ground, lang) {
                $( (Ground::$ground, Lang::En) => $en, (Ground::$ground, Lang::Ja) => $ja, )*
            }
        }
    };
}

grounds! {
    SameCorporateNumber "same corporate number" "法人番号が同じ",
    SameCode "same code" "顧客コードが同じ",
    SameMail "same mail" "メールが同じ",
    MailAlike "mail alike" "メールが1、2文字違い",
    SameMailName "same mail name" "メールの@の前が同じ",
    MailNear "mail nearly alike" "メールがほぼ同じ",
    SameName "same name" "名前が同じ",
    SamePersonName "same name" "氏名が同じ",
    SameNamePart "family or given name the same" "姓または名が同じ",
    NameAlike "name alike" "名前が似ている",
    NameInside "one name in the other" "一方の名前を含む",
    NameWord "a word of the name the same" "名前の一部が同じ",
    SameNumber "same number" "電話番号が同じ",
    SameBirthDate "same birth date" "生年月日が同じ",
    BirthDateAlike "birth date alike" "生年月日が1字違い",
    BirthDateNear "birth date partly the same" "生年月日が一部同じ",
    SameAddress "same address" "住所が同じ",
    AddressAlike "address alike" "住所が似ている",
    SameReading "same reading" "フリガナが同じ",
    SameSite "same web page" "ウェブサイトが同じ",
    SameCity "same city" "市区町村が同じ",
    SamePerson "same person there" "担当者が同じ",
    SamePostcode "same postcode" "郵便番号が同じ",
    OtherCorporateNumber "other corporate number" "法人番号が違う",
    OtherBranch "other branch" "別の支店",
    OtherName "other name" "名前が違う",
    OtherBirthDate "other birth date" "生年月日が違う",
    OtherPersonName "other family or given name" "姓または名が違う",
    OtherForm "other legal form" "法人格が違う",
    Branch "one is a branch" "一方は支店",
    FormAtOtherEnd "legal form at the other end" "法人格の位置が前後逆",
    OtherCity "other city" "市区町村が違う",
    OtherMail "other mail" "メールが違う",
    OtherAddress "other address" "住所が違う",
    OtherNumber "other number" "電話番号が違う",
    OtherReading "other reading" "フリガナが違う",
}

/// A reason in words, and how alike where there is more or less to it.
#[must_use]
pub fn words(reason: &Reason, lang: Lang) -> String {
    let label = label(reason.ground, lang);
    if matches!(reason.ground, Ground::NameAlike) {
        format!("{label} {} %", reason.percent)
    } else {
        label.to_owned()
    }
}

/// What stands between reasons.
#[must_use]
pub const fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::Ja => "、",
    }
}
