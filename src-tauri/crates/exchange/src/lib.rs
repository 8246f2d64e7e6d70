//! Files in and out: the native file.
