//! Repetitions, and their least and middle.

use std::hint::black_box;
use std::time::Duration;

pub struct Times {
    pub least_ns: f64,
    pub median_ns: f64,
    pub repetitions: usize,
}

/// Time in which this thread had a processor.
fn now() -> Duration {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut now) };
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// Times `work` in batches that last at least 200 microseconds each, until
/// `budget` is spent or there are 200 batches, at least 5.
pub fn time<T>(budget: Duration, mut work: impl FnMut() -> T) -> Times {
    black_box(work());
    let start = now();
    black_box(work());
    let once = (now() - start).as_nanos().max(1);
    let guess = (200_000 / once).clamp(1, 1_000) as u32;
    let start = now();
    for _ in 0..guess {
        black_box(work());
    }
    let all = (now() - start).as_nanos().max(1);
    let batch = (200_000 * u128::from(guess) / all).clamp(1, 1_000_000) as u32;
    let mut samples = Vec::new();
    let start = now();
    while samples.len() < 5 || (samples.len() < 200 && now() - start < budget) {
        let begin = now();
        for _ in 0..batch {
            black_box(work());
        }
        samples.push((now() - begin).as_nanos() as f64 / f64::from(batch));
    }
    samples.sort_by(f64::total_cmp);
    Times {
        least_ns: samples[0],
        median_ns: samples[samples.len() / 2],
        repetitions: samples.len(),
    }
}
