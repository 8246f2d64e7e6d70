//! Files under a passphrase: the format of `age` (age-encryption.org/v1) with its scrypt recipient, binary or in ASCII.
//!
//! Reading is bounded before the passphrase is tried, because the header says how much work that is: a hostile one could
//! ask for hours and for gigabytes. Sealing takes randomness from the system, as an encryption has to; so the same file
//! sealed twice gives different bytes.

use age::armor::ArmoredReader;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use std::io::{Read, Write};

/// Largest content, in bytes: that of a native file.
pub const MAX_CONTENT: usize = crate::native::MAX_BYTES;
/// Largest encrypted file, in bytes: room for the ASCII form of [`MAX_CONTENT`].
pub const MAX_BYTES: usize = MAX_CONTENT / 2 * 3;
/// Work that [`seal`] takes, as a power of two: half a second and 128 MiB for whoever tries a passphrase.
pub const WORK_FACTOR: u8 = 17;
/// Most work that [`open`] takes: that of the `age` command, a second and 256 MiB.
pub const MAX_WORK_FACTOR: u8 = 18;
/// Largest encrypted file for which that much is done (8 MiB); in a larger one [`WORK_FACTOR`] is the limit, so that
/// file and work together stay within bounds.
const MAX_BYTES_AT_MAX_WORK: usize = 8 << 20;
/// Longest header, in bytes. With a passphrase there is one recipient, whose lines have 150 bytes.
const MAX_HEADER: usize = 1 << 10;

const BINARY: &[u8] = b"age-encryption.org/";
const VERSION_1: &[u8] = b"age-encryption.org/v1\n";
const ASCII: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// A file that could not be sealed or opened. Nothing of it may be used.
#[derive(Debug, thiserror::Error)]
pub enum EncryptedError {
    /// A passphrase without a character protects nothing.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The content to seal is larger than [`MAX_CONTENT`], or the file to open larger than [`MAX_BYTES`].
    #[error("{bytes} bytes are more than an encrypted file may have")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The file is not encrypted, or in another way.
    #[error("the file is no age file of version 1")]
    OtherFormat,
    /// The file is encrypted for the holder of a key, not with a passphrase.
    #[error("the file is not encrypted with a passphrase")]
    NoPassphrase,
    /// Trying the passphrase would cost more than [`MAX_WORK_FACTOR`] allows.
    #[error("trying a passphrase on the file would cost 2^{required} steps")]
    TooMuchWork {
        /// What the file asks for, as a power of two.
        required: u8,
    },
    /// The passphrase is another one. Damage to the one line that tells cannot be told apart from that.
    #[error("the passphrase does not fit")]
    WrongPassphrase,
    /// The passphrase fits, but the file was changed or cut off; or its header makes no sense.
    #[error("the file is damaged")]
    Damaged,
}

/// Whether the bytes begin like an encrypted file.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(BINARY) || is_ascii(bytes)
}

/// Encrypts a file with a passphrase.
///
/// # Errors
/// When the passphrase is empty or the content too large to be opened again.
pub fn seal(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, EncryptedError> {
    seal_with(bytes, passphrase, WORK_FACTOR)
}

fn seal_with(bytes: &[u8], passphrase: &str, work_factor: u8) -> Result<Vec<u8>, EncryptedError> {
    if passphrase.is_empty() {
        return Err(EncryptedError::EmptyPassphrase);
    }
    if bytes.len() > MAX_CONTENT {
        return Err(EncryptedError::TooLarge { bytes: bytes.len() });
    }
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(work_factor);
    // Neither a single recipient nor writing into memory can fail.
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _))
        .map_err(|_| EncryptedError::NoPassphrase)?;
    let mut sealed = Vec::with_capacity(bytes.len() + bytes.len() / 4096 + MAX_HEADER);
    let write = |sealed| {
        let mut output = encryptor.wrap_output(sealed)?;
        output.write_all(bytes)?;
        output.finish().map(drop)
    };
    write(&mut sealed).map_err(|_: std::io::Error| EncryptedError::Damaged)?;
    Ok(sealed)
}

/// Decrypts a file.
///
/// # Errors
/// When the file is not encrypted with a passphrase or with another one, is damaged, or asks for more than the limits
/// allow.
pub fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, EncryptedError> {
    if passphrase.is_empty() {
        return Err(EncryptedError::EmptyPassphrase);
    }
    if bytes.len() > MAX_BYTES {
        return Err(EncryptedError::TooLarge { bytes: bytes.len() });
    }
    let work_factor = if bytes.len() > MAX_BYTES_AT_MAX_WORK { WORK_FACTOR } else { MAX_WORK_FACTOR };
    if is_ascii(bytes) {
        let mut binary = Vec::new();
        ArmoredReader::new(bytes).read_to_end(&mut binary).map_err(|_| EncryptedError::Damaged)?;
        open_binary(&binary, passphrase, work_factor)
    } else {
        open_binary(bytes, passphrase, work_factor)
    }
}

fn open_binary(bytes: &[u8], passphrase: &str, max_work: u8) -> Result<Vec<u8>, EncryptedError> {
    if !bytes.starts_with(VERSION_1) {
        return Err(EncryptedError::OtherFormat);
    }
    // The end of the header must be near: its parser keeps all recipients in memory.
    let beginning = bytes.get(..MAX_HEADER).unwrap_or(bytes);
    if !beginning.windows(5).any(|window| window == b"\n--- ") {
        return Err(EncryptedError::Damaged);
    }
    let decryptor = Decryptor::new_buffered(bytes).map_err(refusal)?;
    if !decryptor.is_scrypt() {
        return Err(EncryptedError::NoPassphrase);
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(max_work);
    let mut content = Vec::new();
    let read = decryptor.decrypt(std::iter::once(&identity as _)).map_err(refusal)?;
    read.take(MAX_CONTENT as u64 + 1).read_to_end(&mut content).map_err(|_| EncryptedError::Damaged)?;
    if content.len() > MAX_CONTENT {
        return Err(EncryptedError::TooLarge { bytes: bytes.len() });
    }
    Ok(content)
}

fn refusal(error: DecryptError) -> EncryptedError {
    match error {
        DecryptError::DecryptionFailed => EncryptedError::WrongPassphrase,
        DecryptError::ExcessiveWork { required, .. } => EncryptedError::TooMuchWork { required },
        _ => EncryptedError::Damaged,
    }
}

/// Whether it is the ASCII form; white space before it is passed over.
fn is_ascii(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(ASCII)
}

#[cfg(test)]
mod tests;
