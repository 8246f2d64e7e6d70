#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use age::armor::{ArmoredWriter, Format};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;

/// Little work, so that many tests can be made.
const QUICK: u8 = 2;
const CONTENT: &str = "{\"Größe\":\"ß\"}";

fn sealed(content: &[u8]) -> Vec<u8> {
    seal_with(content, "Grüße aus Pfaffenhofen", QUICK).unwrap()
}

fn opened(bytes: &[u8]) -> Result<Vec<u8>, EncryptedError> {
    open(bytes, "Grüße aus Pfaffenhofen")
}

/// A sealed file with another text in its header.
fn header(from: &str, to: &str) -> Vec<u8> {
    replaced(&sealed(CONTENT.as_bytes()), from, to)
}

fn replaced(sealed: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = sealed.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    [&sealed[..at], to.as_bytes(), &sealed[at + from.len()..]].concat()
}

fn armored(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

#[test]
fn what_was_sealed_opens_with_its_passphrase_alone() {
    let sealed = seal(CONTENT.as_bytes(), "Grüße aus Pfaffenhofen").unwrap();
    assert!(is_encrypted(&sealed));
    assert!(!sealed.windows(5).any(|window| window == "Größe".as_bytes().get(..5).unwrap()));
    assert_eq!(opened(&sealed).unwrap(), CONTENT.as_bytes());
}

#[test]
fn another_passphrase_is_called_another_passphrase() {
    let sealed = sealed(CONTENT.as_bytes());
    for other in ["Grüsse aus Pfaffenhofen", "grüße aus pfaffenhofen", "Grüße aus Pfaffenhofen "] {
        assert!(matches!(open(&sealed, other), Err(EncryptedError::WrongPassphrase)));
    }
}

#[test]
fn the_work_is_what_the_documentation_says() {
    let sealed = seal(b"", "x").unwrap();
    let header = String::from_utf8_lossy(&sealed[..80]).into_owned();
    assert_eq!(header.lines().nth(1).unwrap().split(' ').nth(3), Some("17"), "{header}");
    let command = seal_with(CONTENT.as_bytes(), "Grüße aus Pfaffenhofen", 18).unwrap();
    assert_eq!(opened(&command).unwrap(), CONTENT.as_bytes());
}

#[test]
fn the_ascii_form_opens_too() {
    let mut ascii = armored(&sealed(CONTENT.as_bytes()));
    assert!(is_encrypted(&ascii) && ascii.is_ascii());
    assert_eq!(opened(&ascii).unwrap(), CONTENT.as_bytes());
    // As mail programs leave it behind.
    let crlf = String::from_utf8(ascii.clone()).unwrap().replace("\r\n", "\n").replace('\n', "\r\n");
    assert_eq!(opened(crlf.as_bytes()).unwrap(), CONTENT.as_bytes());
    ascii.truncate(ascii.len() / 2);
    assert!(matches!(opened(&ascii), Err(EncryptedError::Damaged)));
}

#[test]
fn no_passphrase_is_no_passphrase() {
    assert!(matches!(seal(b"x", ""), Err(EncryptedError::EmptyPassphrase)));
    assert!(matches!(open(&sealed(b"x"), ""), Err(EncryptedError::EmptyPassphrase)));
}

#[test]
fn damage_behind_the_header_is_damage() {
    let whole = sealed(&vec![7; 200_000]);
    for at in [whole.len() - 1, whole.len() / 2, whole.len() - 200_000] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        assert!(matches!(opened(&damaged), Err(EncryptedError::Damaged)), "at {at}");
    }
    for length in [whole.len() - 1, whole.len() / 2, 250, 100, 30] {
        assert!(matches!(opened(&whole[..length]), Err(EncryptedError::Damaged)), "{length} bytes");
    }
    assert!(matches!(opened(&[whole, vec![0]].concat()), Err(EncryptedError::Damaged)));
}

#[test]
fn other_files_are_called_other_files() {
    for other in [&b""[..], b"{}", b"%PDF-1.7", b"age", b"-----BEGIN PGP MESSAGE-----"] {
        assert!(!is_encrypted(other));
        assert!(matches!(opened(other), Err(EncryptedError::OtherFormat)));
    }
    assert!(matches!(opened(&header("org/v1", "org/v2")), Err(EncryptedError::OtherFormat)));
}

#[test]
fn a_file_for_the_holder_of_a_key_is_called_so() {
    // The form of a recipient with a key; whether it is one nobody asks.
    let stanza = "-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n";
    let mac = "--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n";
    let file = format!("age-encryption.org/v1\n{stanza}{mac}0123456789abcdef0123456789abcdef");
    assert!(matches!(opened(file.as_bytes()), Err(EncryptedError::NoPassphrase)));
}

#[test]
fn work_beyond_the_limit_is_refused_before_it_is_done() {
    for (factor, required) in [("19", 19), ("22", 22), ("63", 63), ("64", 64), ("255", 255)] {
        match opened(&header(" 2\n", &format!(" {factor}\n"))) {
            Err(EncryptedError::TooMuchWork { required: found }) => assert_eq!(found, required),
            other => panic!("{factor}: {other:?}"),
        }
    }
    for factor in ["0", "-1", "02", "256", "x", ""] {
        let refused = opened(&header(" 2\n", &format!(" {factor}\n")));
        assert!(
            matches!(refused, Err(EncryptedError::Damaged | EncryptedError::TooMuchWork { required: 0 })),
            "{factor}: {refused:?}"
        );
    }
    // In a large file less is done.
    let mut large = header(" 2\n", " 18\n");
    large.resize(MAX_BYTES_AT_MAX_WORK + 1, 0);
    assert!(matches!(opened(&large), Err(EncryptedError::TooMuchWork { required: 18 })));
}

#[test]
fn sizes_are_bounded() {
    assert!(matches!(seal(&vec![0; MAX_CONTENT + 1], "x"), Err(EncryptedError::TooLarge { .. })));
    assert!(matches!(open(&vec![0; MAX_BYTES + 1], "x"), Err(EncryptedError::TooLarge { .. })));
    // A header without end, and one with recipients without end.
    for piece in ["-> a\n\n", "-> scrypt aaaaaaaaaaaaaaaaaaaaaa 2\n\n", "A"] {
        let file = format!("age-encryption.org/v1\n{}", piece.repeat(1_000_000));
        assert!(matches!(opened(file.as_bytes()), Err(EncryptedError::Damaged)));
    }
}

#[test]
fn two_recipients_are_not_tried_one_after_the_other() {
    let sealed = sealed(CONTENT.as_bytes());
    let text = String::from_utf8_lossy(&sealed).into_owned();
    let stanza: String = text.lines().skip(1).take(2).map(|line| format!("{line}\n")).collect();
    let refused = opened(&replaced(&sealed, &stanza, &stanza.repeat(3)));
    assert!(matches!(refused, Err(EncryptedError::Damaged | EncryptedError::NoPassphrase)), "{refused:?}");
}

static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| sealed(CONTENT.as_bytes()));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_content_comes_back(content in prop::collection::vec(any::<u8>(), 0..5_000), passphrase in ".{1,40}") {
        let sealed = seal_with(&content, &passphrase, QUICK).unwrap();
        prop_assert_eq!(open(&sealed, &passphrase).unwrap(), content);
    }

    #[test]
    fn a_changed_file_never_opens(at in any::<Index>(), bits in 1u8.., armor in any::<bool>()) {
        let mut bytes = SEALED.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= bits;
        let bytes = if armor { armored(&bytes) } else { bytes };
        prop_assert!(opened(&bytes).is_err());
    }

    #[test]
    fn arbitrary_bytes_are_refused(tail in prop::collection::vec(any::<u8>(), 0..600), ascii in any::<bool>()) {
        let start: &[u8] = if ascii { b"-----BEGIN AGE ENCRYPTED FILE-----\n" } else { b"age-encryption.org/v1\n-> scrypt " };
        prop_assert!(opened(&[start, &tail].concat()).is_err());
    }
}
