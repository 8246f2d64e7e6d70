//! Changes to single objects of a PDF, written again with lengths and a table of cross-references that fit.

use crate::bytes;
use crate::random::Random;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{Read, Write};

/// Largest stream that is unpacked for mutation, in bytes.
const MAX_STREAM: u64 = 1 << 20;

/// Changes an object of a PDF with a plain table; every third time, and of other PDFs, only the bytes.
pub(crate) fn mutate(random: &mut Random, input: &[u8], others: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut objects = objects(input);
    let Some(trailer) = find(input, b"trailer", 0).filter(|_| !objects.is_empty()) else {
        return bytes::mutate(random, input, others, words);
    };
    if random.once_in(3) {
        return bytes::mutate(random, input, others, words);
    }
    let all: Vec<Vec<u8>> = objects.iter().map(|(_, object)| object.clone()).collect();
    let at = random.below(objects.len());
    objects[at].1 = changed(random, &objects[at].1, &all, words);
    if random.once_in(6) {
        let twin = objects[random.below(objects.len())].clone();
        objects.push(twin);
    }
    let end = find(input, b"startxref", trailer).unwrap_or(input.len());
    let mut trailer = input[trailer..end].to_vec();
    if random.once_in(6) {
        trailer = bytes::mutate(random, &trailer, &all, words);
    }
    written(&objects, &trailer)
}

/// An object with something in it changed: its dictionary, or what its stream holds when unpacked.
fn changed(random: &mut Random, object: &[u8], all: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let parts = find(object, b"stream\n", 0).zip(find(object, b"\nendstream", 0));
    let Some((start, end)) = parts.map(|(start, end)| (start + 7, end)).filter(|(start, end)| start <= end)
    else {
        return bytes::mutate(random, object, all, words);
    };
    if random.once_in(3) {
        return bytes::mutate(random, object, all, words);
    }
    let (dictionary, data) = (&object[..start - 7], &object[start..end]);
    let packed = find(dictionary, b"FlateDecode", 0).is_some();
    let mut content = Vec::new();
    if packed {
        // What is left of a damaged stream is as good as any.
        let _ = ZlibDecoder::new(data).take(MAX_STREAM).read_to_end(&mut content);
    } else {
        content = data.to_vec();
    }
    if random.once_in(6) {
        // Long runs of one byte pack well: a bomb in small.
        content.extend(std::iter::repeat_n(b'0', random.below(3 << 20)));
    } else {
        content = bytes::mutate(random, &content, all, words);
    }
    if packed {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&content).expect("memory takes it");
        content = encoder.finish().expect("memory takes it");
    }
    let mut dictionary = dictionary.to_vec();
    if let Some(place) = find(&dictionary, b"/Length ", 0) {
        let from = place + 8;
        let until =
            (from..dictionary.len()).find(|at| !dictionary[*at].is_ascii_digit()).unwrap_or(dictionary.len());
        dictionary.splice(from..until, content.len().to_string().into_bytes());
    }
    [&dictionary, b"stream\n".as_slice(), &content, b"\nendstream".as_slice()].concat()
}

/// The objects with their numbers.
fn objects(input: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let mut objects = Vec::new();
    let mut at = 0;
    while let Some(place) = find(input, b" 0 obj", at) {
        let begin = (0..place).rev().find(|at| !input[*at].is_ascii_digit()).map_or(0, |at| at + 1);
        let number = std::str::from_utf8(&input[begin..place]).ok().and_then(|text| text.parse().ok());
        let Some(end) = find(input, b"endobj", place) else { break };
        if let Some(number) = number.filter(|number| *number < 10_000) {
            objects.push((number, input[place + 6..end].to_vec()));
        }
        at = end;
    }
    objects
}

fn written(objects: &[(u32, Vec<u8>)], trailer: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let last = objects.iter().map(|(number, _)| *number).max().unwrap_or_default();
    let mut places = vec![None; last as usize + 1];
    for (number, object) in objects {
        places[*number as usize] = Some(file.len());
        file.extend_from_slice(format!("{number} 0 obj").as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"endobj\n");
    }
    let table = file.len();
    file.extend_from_slice(format!("xref\n0 {}\n", places.len()).as_bytes());
    for place in places {
        let line = place
            .map_or_else(|| "0000000000 65535 f \n".to_owned(), |place| format!("{place:010} 00000 n \n"));
        file.extend_from_slice(line.as_bytes());
    }
    file.extend_from_slice(trailer);
    file.extend_from_slice(format!("\nstartxref\n{table}\n%%EOF\n").as_bytes());
    file
}

fn find(bytes: &[u8], piece: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(piece.len()).position(|window| window == piece).map(|at| from + at)
}
