//! Changes to bytes that know nothing of their format, and some that know words and numbers.

use crate::random::Random;

/// Longest input that mutation makes, in bytes.
pub(crate) const MAX_INPUT: usize = 64 << 10;

/// Numbers at the edges of types and limits, and ones that are none.
pub(crate) const NUMBERS: [&str; 18] = [
    "0",
    "-1",
    "1",
    "2",
    "-0",
    "0.5",
    "1e3",
    "1e999",
    "127",
    "255",
    "65535",
    "65536",
    "2147483648",
    "4294967296",
    "9223372036854775808",
    "18446744073709551616",
    "-9223372036854775809",
    "00000000000000000000000000000000000007",
];

/// Texts that have broken programs before.
pub(crate) const TEXTS: [&str; 14] = [
    "",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{fffd}",
    "ä\u{308}",
    "\r\n\t",
    "../../etc/passwd",
    "=1+1",
    "'=1+1",
    "<script>",
    "00000000-0000-0000-0000-000000000000",
    "ﷺﷺﷺﷺ",
    "\"\\\\\"",
];

const BYTES: [u8; 10] = [0, 1, 0x20, b'"', b'{', b'[', b'<', 0x7f, 0x80, 0xff];

/// One to four changes in a row.
pub(crate) fn mutate(random: &mut Random, input: &[u8], others: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..=random.below(4) {
        once(random, &mut bytes, others, words);
    }
    bytes.truncate(MAX_INPUT);
    bytes
}

fn once(random: &mut Random, bytes: &mut Vec<u8>, others: &[Vec<u8>], words: &[&str]) {
    let at = random.below(bytes.len());
    let end = (at + 1 + random.below(64)).min(bytes.len());
    match random.below(10) {
        0 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
        1 if !bytes.is_empty() => bytes[at] = *random.pick(&BYTES),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let piece = bytes[at..end].to_vec();
            let most = if random.once_in(20) { 500 } else { 3 };
            let times = 1 + random.below(most);
            bytes.splice(at..at, piece.repeat(times));
        }
        5 => {
            let other = random.pick(others);
            let from = random.below(other.len());
            let until = (from + random.below(other.len() - from + 1)).min(from + 4096);
            bytes.splice(at..end, other[from..until].iter().copied());
        }
        6 | 7 => number(random, bytes, at),
        8 if !words.is_empty() => {
            let word = random.pick(words).as_bytes().to_vec();
            let end = if random.once_in(2) { at } else { end };
            bytes.splice(at..end, word);
        }
        _ => {
            let text = random.pick(&TEXTS).as_bytes().to_vec();
            bytes.splice(at..at, text);
        }
    }
}

/// Puts another number in the place of the next one.
fn number(random: &mut Random, bytes: &mut Vec<u8>, at: usize) {
    let Some(start) = (at..bytes.len()).find(|place| bytes[*place].is_ascii_digit()) else { return };
    let end = (start..bytes.len()).find(|place| !bytes[*place].is_ascii_digit()).unwrap_or(bytes.len());
    let number = random.pick(&NUMBERS).as_bytes().to_vec();
    bytes.splice(start..end, number);
}
