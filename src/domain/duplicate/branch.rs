//! Branches: さくら大阪支店 and さくら京都支店 are two of one house, and さくら may be either's.

/// Words that end the name of a part of a house.
const WORDS: &[&str] = &[
    "支店",
    "営業所",
    "支社",
    "事業所",
    "工場",
    "出張所",
    "支部",
    "本店",
    "本社",
    "支局",
    "店",
    "branch",
    "store",
    "office",
    "shop",
    "factory",
];

/// How two names stand to each other where one house has several parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Branches {
    /// Neither says so.
    Nothing,
    /// One is a part, the other the whole house.
    Part,
    /// Two parts.
    Other,
}

/// Compares two folded names.
#[must_use]
pub(super) fn compared(a: &str, b: &str) -> Branches {
    let shared = shared(a, b);
    if a == b || a[..shared].chars().count() < 2 {
        return Branches::Nothing;
    }
    let (left, right) = (a[shared..].trim(), b[shared..].trim());
    // Two shops of one street may share the sign itself: 大阪駅前店 and 大阪駅北店.
    match (is_branch(a) && left != right, is_branch(b)) {
        (true, true) => Branches::Other,
        (true, false) if right.is_empty() => Branches::Part,
        (false, true) if left.is_empty() => Branches::Part,
        _ => Branches::Nothing,
    }
}

fn is_branch(name: &str) -> bool {
    WORDS.iter().any(|word| name.ends_with(word))
}

/// How many bytes two names begin with together.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_branches_are_told_from_one_house() {
        assert_eq!(compared("さくら 大阪支店", "さくら 京都支店"), Branches::Other);
        assert_eq!(compared("さくら大阪店", "さくら京都店"), Branches::Other);
        assert_eq!(compared("さくら", "さくら大阪支店"), Branches::Part);
        assert_eq!(compared("acme osaka branch", "acme kyoto branch"), Branches::Other);
        assert_eq!(compared("さくら商店", "もみじ商店"), Branches::Nothing);
        assert_eq!(compared("さくら", "さくら"), Branches::Nothing);
    }
}
