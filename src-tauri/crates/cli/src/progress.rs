//! A sign of life on the standard error output when something takes longer than half a second.

use indicatif::ProgressBar;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long silence is no worry.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the sign moves.
const PACE: Duration = Duration::from_millis(120);

/// Work that is going on; the sign appears late, only on a terminal, and goes away with this value.
#[derive(Debug)]
pub(crate) struct Progress {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to wait.
    pub(crate) fn start(message: &'static str) -> Self {
        let (done, finished) = mpsc::channel::<()>();
        let show = move || {
            if finished.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                // The bar draws to the standard error output, and nothing at all when that is no terminal.
                let bar = ProgressBar::new_spinner().with_message(message);
                bar.enable_steady_tick(PACE);
                // Ends when the sender goes away.
                let _ = finished.recv();
                bar.finish_and_clear();
            }
        };
        // Without a thread there is only no sign of life.
        Self { done: Some(done), thread: thread::Builder::new().spawn(show).ok() }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done.take();
        if let Some(thread) = self.thread.take() {
            // A sign of life that failed must not fail the work.
            let _ = thread.join();
        }
    }
}
