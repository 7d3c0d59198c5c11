//! The table of phrases: both languages on adjacent lines. A missing one does not compile.

use super::Lang;

macro_rules! words {
    ( $( $text:ident { en: $en:literal, ja: $ja:literal } )* ) => {
        /// A phrase.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Text {
            $( #[doc = $en] $text, )*
        }

        impl Text {
            /// Every phrase.
            pub const ALL: &'static [Self] = &[ $( Self::$text, )* ];

            /// The phrase in that language, its places unfilled.
            #[must_use]
            pub const fn words(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $( (Self::$text, Lang::En) => $en, (Self::$text, Lang::Ja) => $ja, )*
                }
            }
        }
    };
}

words! {
    // Undo and redo.
    UndoneDeed {
        en: "Taken back: {what}",
        ja: "取り消しました: {what}"
    }
    RedoneDeed {
        en: "Done again: {what}",
        ja: "やり直しました: {what}"
    }
    KeptRecords {
        en: "{n} records were changed since and stay as they are",
        ja: "{n} 件はその後に変更されたため、そのままです"
    }
}
