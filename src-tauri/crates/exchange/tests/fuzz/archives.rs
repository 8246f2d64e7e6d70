//! Changes to what archives hold, packed again with checksums that fit.

use crate::bytes;
use crate::random::Random;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Largest part that is unpacked for mutation, in bytes.
const MAX_PART: u64 = 1 << 20;

/// Changes a part of an archive; every fourth time only the bytes of the archive.
pub(crate) fn mutate(random: &mut Random, input: &[u8], others: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let parts = parts(input);
    if parts.is_empty() || random.once_in(4) {
        return bytes::mutate(random, input, others, words);
    }
    let mut changed = parts.clone();
    for _ in 0..=random.below(2) {
        let at = random.below(changed.len());
        match random.below(12) {
            0 => drop(changed.remove(at)),
            1 => {
                let name =
                    (*random.pick(&["../evil", "xl/workbook.xml", "content.xml", "", "mimetype"])).to_owned();
                changed.push((name, changed[at].1.clone()));
            }
            2 => {
                // Long runs of one byte pack well: a bomb in small.
                let byte = *random.pick(b" 0a<\x00");
                let length = random.below(3 << 20);
                let place = random.below(changed[at].1.len());
                changed[at].1.splice(place..place, std::iter::repeat_n(byte, length));
            }
            3 => {
                let other: &Vec<u8> = random.pick(others);
                let other = self::parts(other);
                if let Some((_, content)) = other.first() {
                    changed[at].1 = content.clone();
                }
            }
            _ => {
                let within: Vec<Vec<u8>> = parts.iter().map(|(_, content)| content.clone()).collect();
                changed[at].1 = bytes::mutate(random, &changed[at].1, &within, words);
            }
        }
        if changed.is_empty() {
            break;
        }
    }
    packed(random, &changed).unwrap_or_else(|| bytes::mutate(random, input, others, words))
}

fn parts(input: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(input)) else { return Vec::new() };
    let mut parts = Vec::new();
    for index in 0..archive.len().min(40) {
        let Ok(part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
        let mut content = Vec::new();
        if part.take(MAX_PART).read_to_end(&mut content).is_ok() {
            parts.push((name, content));
        }
    }
    parts
}

fn packed(random: &mut Random, parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let stored = name == "mimetype" || random.once_in(4);
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(name, SimpleFileOptions::default().compression_method(method)).ok()?;
        archive.write_all(content).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}
