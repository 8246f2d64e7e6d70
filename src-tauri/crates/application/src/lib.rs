//! The use-cases; the one API that shell and command line call.
