//! Every reader against inputs that nobody would write: kept ones, and changes of them by rule.
//!
//! `tests/corpus/{reader}` holds the inputs to begin with. Files named `accepted-…` must be read, files named
//! `refused-…` refused; all must leave the program whole. An input that does not is written there as `crash-…` and
//! named, to be kept once the reader is mended.
//!
//! Changes follow from a seed, so that a run can be repeated. Environment: `ARTIKEL30_FUZZ_SECONDS` for all readers
//! together (10), `ARTIKEL30_FUZZ_SEED` (0), `ARTIKEL30_FUZZ_READER` for only one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod archives;
mod bytes;
mod documents;
mod portable;
mod random;
mod readers;

use random::Random;
use readers::{READERS, Reader};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Seconds for all readers, where nothing else is said.
const SECONDS: u64 = 10;
/// The most processor time that an input may take, in a debug build.
const MAX_TIME: Duration = Duration::from_secs(10);
/// The longest that an input may take on whatever machine; then it hangs.
const HANGS: Duration = Duration::from_secs(240);
/// The most memory of this process, in KiB.
const MAX_MEMORY: u64 = 300 << 10;
/// Most inputs that are kept for further changes besides the corpus, for each reader.
const MAX_POOL: usize = 400;

/// Where the last panic came from.
static PLACE: Mutex<String> = Mutex::new(String::new());

fn environment(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a whole number"))
}

fn corpus(reader: &Reader) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(reader.name)
}

/// The most memory this process ever had, in KiB; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Processor time of this thread; where the system does not tell, time as it passes.
fn processor_time(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// The input at hand, for the watch that ends a run that hangs.
type AtHand = Arc<Mutex<Option<(Instant, PathBuf, Vec<u8>)>>>;

/// Ends the run when one input takes too long, and keeps it.
fn watch(at_hand: AtHand) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let guard = at_hand.lock().unwrap();
            if let Some((since, folder, input)) = guard.as_ref()
                && since.elapsed() > HANGS
            {
                eprintln!("hangs: {}", keep(folder, input).display());
                std::process::exit(101);
            }
        }
    });
}

fn keep(folder: &Path, input: &[u8]) -> PathBuf {
    let name = register::record::RevisionId::of(input);
    let path = folder.join(format!("crash-{}.bin", &name.as_str()[..16]));
    std::fs::write(&path, input).unwrap();
    path
}

/// A run of one reader.
struct Run<'r> {
    reader: &'r Reader,
    at_hand: AtHand,
    started: Instant,
    inputs: u64,
    /// Kinds of outcomes seen.
    outcomes: BTreeSet<String>,
}

impl Run<'_> {
    /// Reads an input under all conditions. `Err` names the input that did not hold, and why.
    fn try_input(&mut self, input: &[u8], twice: bool) -> Result<Result<String, String>, String> {
        self.inputs += 1;
        let folder = corpus(self.reader);
        *self.at_hand.lock().unwrap() = Some((Instant::now(), folder.clone(), input.to_vec()));
        let before = processor_time(self.started);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            // Whatever it is, telling its kind must work.
            let _ = exchange::sniff::kind(input, "Verzeichnis.json");
            let outcome = (self.reader.read)(input);
            if twice {
                assert_eq!(
                    (self.reader.read)(input),
                    outcome,
                    "the outcome differs from one time to the other"
                );
            }
            outcome
        }));
        let took = processor_time(self.started).saturating_sub(before);
        *self.at_hand.lock().unwrap() = None;
        let fault = match &outcome {
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
                let place = PLACE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
                Some(format!("{place}: {}", text.unwrap_or_default()))
            }
            Ok(_) if took > MAX_TIME * (1 + u32::from(twice)) => Some(format!("took {took:?}")),
            Ok(_) => {
                peak().filter(|peak| *peak > MAX_MEMORY).map(|peak| format!("took the process to {peak} KiB"))
            }
        };
        match (fault, outcome) {
            (None, Ok(outcome)) => Ok(outcome),
            (fault, _) => {
                let path = keep(&folder, input);
                Err(format!("{}: {}", path.display(), fault.unwrap_or_default()))
            }
        }
    }

    /// Whether the outcome is of a new kind: numbers and names do not make one.
    fn is_new(&mut self, outcome: &Result<String, String>) -> bool {
        let kind = match outcome {
            Ok(text) => format!("accepted {text}"),
            // The place before the reason is the file's own.
            Err(text) => {
                text.rsplit(": ").next().unwrap_or_default().replace(|c: char| !c.is_ascii_alphabetic(), "")
            }
        };
        self.outcomes.insert(kind.chars().take(60).collect())
    }
}

/// Runs a reader for a time. `Err` names the first input that did not hold.
fn fuzz(reader: &Reader, time: Duration, seed: u64, at_hand: &AtHand) -> Result<String, String> {
    let mut run = Run {
        reader,
        at_hand: at_hand.clone(),
        started: Instant::now(),
        inputs: 0,
        outcomes: BTreeSet::new(),
    };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(corpus(reader)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} has no corpus", reader.name);
    let mut pool = Vec::new();
    for file in files {
        let input = std::fs::read(&file).unwrap();
        let outcome = run.try_input(&input, true)?;
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("accepted-") && outcome.is_err()
            || name.starts_with("refused-") && outcome.is_ok()
        {
            return Err(format!("{}: {outcome:?}", file.display()));
        }
        run.is_new(&outcome);
        pool.push(input);
    }
    let kept = pool.len();
    let mut random = Random::new(seed);
    while run.started.elapsed() < time {
        let place = random.below(pool.len());
        let input = (reader.mutate)(&mut random, &pool[place], &pool, reader.words);
        let twice = random.once_in(8);
        let outcome = run.try_input(&input, twice)?;
        if run.is_new(&outcome) && input.len() <= bytes::MAX_INPUT {
            if pool.len() < kept + MAX_POOL {
                pool.push(input);
            } else {
                let place = kept + random.below(MAX_POOL);
                pool[place] = input;
            }
        }
    }
    let seconds = run.started.elapsed().as_secs_f64();
    let rate = run.inputs as f64 / seconds;
    Ok(format!(
        "{}: {} inputs in {seconds:.1} s, {rate:.0} a second, {} kinds of outcomes, peak {} KiB",
        reader.name,
        run.inputs,
        run.outcomes.len(),
        peak().unwrap_or_default(),
    ))
}

#[test]
fn no_input_brings_a_reader_down() {
    let only = std::env::var("ARTIKEL30_FUZZ_READER").ok();
    let readers: Vec<&Reader> =
        READERS.iter().filter(|reader| only.as_ref().is_none_or(|only| only == reader.name)).collect();
    assert!(!readers.is_empty(), "no reader of this name");
    let seconds = environment("ARTIKEL30_FUZZ_SECONDS", SECONDS);
    let time = Duration::from_secs(seconds) / u32::try_from(readers.len()).unwrap();
    let seed = environment("ARTIKEL30_FUZZ_SEED", 0);
    let at_hand = AtHand::default();
    watch(at_hand.clone());
    // Panics are caught and told once, with the place they come from.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        *PLACE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = place;
    }));
    let outcomes: Vec<_> = readers.into_iter().map(|reader| fuzz(reader, time, seed, &at_hand)).collect();
    std::panic::set_hook(hook);
    let mut faults = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(told) => println!("{told}"),
            Err(fault) => faults.push(fault),
        }
    }
    assert!(faults.is_empty(), "inputs to mend a reader by:\n{}", faults.join("\n"));
}
