//! Locks hold: nothing opens them but the key, and no damaged file gives anything.

use super::*;

const PLAIN: &[u8] = b"Tanaka Works, 03-1234-5678";

fn team() -> (TeamKey, Vec<u8>) {
    let team = TeamKey::make();
    let locked = lock(PLAIN, &team.to_lock()).unwrap();
    (team, locked)
}

fn passphrase(words: &str) -> SecretString {
    SecretString::from(words.to_owned())
}

/// A file locked by passphrase, at a cost that tests can bear.
fn cheaply(words: &str) -> Vec<u8> {
    let mut locked = Vec::new();
    let encryptor = Lock::Passphrase(passphrase(words)).encryptor_at(4).unwrap();
    let mut writer = encryptor.wrap_output(&mut locked).unwrap();
    writer.write_all(PLAIN).unwrap();
    writer.finish().unwrap();
    locked
}

fn why(opened: Result<Vec<u8>, Error>) -> Shut {
    match opened {
        Err(Error::Shut(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_locked_opens_with_its_key_and_shows_nothing_without() {
    let (team, locked) = team();
    assert_eq!(unlock(&locked, &team.to_key(), 1_000).unwrap(), PLAIN);
    assert!(is_locked(&locked) && !is_locked(PLAIN));
    assert!(!locked.windows(6).any(|bytes| bytes == b"Tanaka"));
    assert_eq!(why(unlock(&locked, &TeamKey::make().to_key(), 1_000)), Shut::WrongKey);
    assert_eq!(why(unlock(&locked, &Key::Passphrase(passphrase("x")), 1_000)), Shut::WrongKey);
    assert_eq!(why(unlock(PLAIN, &team.to_key(), 1_000)), Shut::NotLocked);
    assert_eq!(why(unlock(b"", &team.to_key(), 1_000)), Shut::NotLocked);
}

#[test]
fn a_passphrase_opens_what_it_locked_and_another_does_not() {
    let locked = cheaply("correct horse");
    assert_eq!(unlock(&locked, &Key::Passphrase(passphrase("correct horse")), 1_000).unwrap(), PLAIN);
    assert_eq!(why(unlock(&locked, &Key::Passphrase(passphrase("horse")), 1_000)), Shut::WrongPassphrase);
    assert_eq!(why(unlock(&locked, &TeamKey::make().to_key(), 1_000)), Shut::WrongKey);
}

#[test]
fn a_file_cut_at_any_byte_or_longer_than_it_was_gives_nothing() {
    let (team, locked) = team();
    for cut in 0..locked.len() {
        let why = why(unlock(&locked[..cut], &team.to_key(), 1_000));
        assert!(matches!(why, Shut::Damaged | Shut::NotLocked), "{cut}: {why:?}");
    }
    let longer = [&locked[..], b"x"].concat();
    assert_eq!(why(unlock(&longer, &team.to_key(), 1_000)), Shut::Damaged);
}

#[test]
fn a_file_with_any_bit_flipped_gives_nothing() {
    let (team, locked) = team();
    let passworded = cheaply("horse");
    let word = Key::Passphrase(passphrase("horse"));
    for (locked, key) in [(locked, team.to_key()), (passworded, word)] {
        for bit in 0..locked.len() * 8 {
            let mut bytes = locked.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(matches!(unlock(&bytes, &key, 1_000), Err(Error::Shut(_))), "bit {bit}");
        }
    }
}

#[test]
fn a_file_cut_between_its_chunks_gives_nothing() {
    let team = TeamKey::make();
    let plain = vec![7; 3 << 16];
    let locked = lock(&plain, &team.to_lock()).unwrap();
    assert_eq!(unlock(&locked, &team.to_key(), 3 << 16).unwrap(), plain);
    let chunk = (1 << 16) + 16;
    for cut in [chunk, 2 * chunk] {
        assert_eq!(why(unlock(&locked[..locked.len() - cut], &team.to_key(), 1 << 20)), Shut::Damaged);
    }
}

#[test]
fn no_more_comes_out_than_may() {
    let (team, locked) = team();
    let most = PLAIN.len() as u64;
    assert!(unlock(&locked, &team.to_key(), most).is_ok());
    assert_eq!(why(unlock(&locked, &team.to_key(), most - 1)), Shut::TooLarge(most - 1));
}

#[test]
fn a_file_that_asks_for_endless_work_is_not_opened() {
    let locked = String::from_utf8_lossy(&cheaply("horse")[..120]).into_owned();
    let rest = &cheaply("horse")[120..];
    for work in [21, 40, 63] {
        let hard = [locked.replacen(" 4\n", &format!(" {work}\n"), 1).as_bytes(), rest].concat();
        let key = Key::Passphrase(passphrase("horse"));
        assert_eq!(why(unlock(&hard, &key, 1_000)), Shut::TooHard(work));
    }
}

#[test]
fn a_header_without_end_is_given_up() {
    let key = TeamKey::make().to_key();
    let begin = "age-encryption.org/v1\n";
    let many = begin.to_owned() + &"-> X25519 aaaa\nbbbb\n".repeat(200_000);
    assert_eq!(why(unlock(many.as_bytes(), &key, 1_000)), Shut::Damaged);
    let long = begin.to_owned() + &"a".repeat(3 << 20);
    assert_eq!(why(unlock(long.as_bytes(), &key, 1_000)), Shut::Damaged);
}

#[test]
fn a_list_of_recipients_may_have_remarks_and_no_line_that_is_none() {
    let (one, two) = (age::x25519::Identity::generate(), age::x25519::Identity::generate());
    let list = format!("# the team\n\n{}\r\n  {}  \n", one.to_public(), two.to_public());
    let locked = lock(PLAIN, &Lock::recipients(&list).unwrap()).unwrap();
    for identity in [one, two] {
        let text = age::secrecy::ExposeSecret::expose_secret(&identity.to_string()).to_owned();
        let KeyFile::Open(key) = KeyFile::read(text.as_bytes()).unwrap() else { panic!("no key") };
        assert_eq!(unlock(&locked, &key, 1_000).unwrap(), PLAIN);
    }
    assert_eq!(Lock::recipients(&format!("{list}age1nobody")).unwrap_err(), Shut::NoRecipient(5));
    assert_eq!(Lock::recipients("# nobody\n").unwrap_err(), Shut::NoRecipients);
}

#[test]
fn a_team_key_comes_back_out_of_its_lock() {
    let (team, locked) = team();
    let keeper = TeamKey::make();
    let wrapped = team.wrapped(&keeper.to_lock()).unwrap();
    let again = TeamKey::unwrap(&wrapped, &keeper.to_key()).unwrap();
    assert_eq!(unlock(&locked, &again.to_key(), 1_000).unwrap(), PLAIN);
    assert!(TeamKey::unwrap(&locked, &team.to_key()).is_err());
}

#[test]
fn nothing_secret_is_shown_of_a_key() {
    let key = Key::Passphrase(passphrase("correct horse"));
    let shown = format!("{key:?} {:?} {:?}", TeamKey::make(), Lock::Passphrase(passphrase("correct horse")));
    assert!(!shown.contains("horse") && !shown.contains("AGE-SECRET"), "{shown}");
}
