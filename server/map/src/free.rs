//! The nearest free place: where the middle of a thing may stand, and what keeps it from standing
//! there.

use super::room::{Area, distance};
use std::sync::LazyLock;

/// Directions in which a free place is looked for.
const DIRECTIONS: usize = 24;

/// One of them, as a way of length 1.
struct Direction {
    right: f64,
    down: f64,
    /// How long a way is that leads 1 across, and 1 along.
    across: f64,
    along: f64,
}

static COMPASS: LazyLock<[Direction; DIRECTIONS]> = LazyLock::new(|| {
    std::array::from_fn(|turn| {
        let (right, down) = (turn as f64 * std::f64::consts::TAU / DIRECTIONS as f64).sin_cos();
        Direction { right, down, across: 1.0 / right.abs(), along: 1.0 / down.abs() }
    })
});

/// Where the middle of a thing may stand.
#[derive(Debug)]
pub(super) struct Free {
    /// Where all of it is in the picture.
    pub(super) whole: Area,
    /// Where it would meet something.
    pub(super) taken: Vec<Area>,
    /// The same about something round.
    pub(super) rings: Vec<Ring>,
}

/// The inside of a circle.
#[derive(Debug)]
pub(super) struct Ring {
    pub(super) middle: (f64, f64),
    pub(super) radius: f64,
}

impl Ring {
    #[inline]
    fn holds(&self, place: (f64, f64)) -> bool {
        distance(self.middle, place) < self.radius
    }
}

/// What a place lies in.
#[derive(Clone, Copy)]
enum Taken<'a> {
    Area(&'a Area),
    Ring(&'a Ring),
}

impl Free {
    /// Whether a place in the picture is free.
    pub(super) fn holds(&self, place: (f64, f64)) -> bool {
        self.taken_by(place).is_none()
    }

    /// The free place nearest to `at`: of places in all directions, each so many steps out, up to
    /// `reach`. Of those that are equally many steps out, the first direction's.
    pub(super) fn nearest(&self, at: (f64, f64), step: f64, reach: f64) -> Option<(f64, f64)> {
        if self.whole.left > self.whole.right || self.whole.top > self.whole.bottom {
            return None;
        }
        let here = self.whole.nearest(at);
        let Some(mut by) = self.taken_by(here) else { return Some(here) };
        // In each direction, the fewest steps after which a place may be free: those before are not tried.
        let compass = &*COMPASS;
        // A little less, so that rounding takes no step too far; a place at the very edge is free.
        let a_step = (1.0 - 1e-9) / step;
        let mut next = [0; DIRECTIONS];
        let mut steps = u32::MAX;
        for (next, direction) in next.iter_mut().zip(compass) {
            *next = by.steps_out(here, direction, a_step);
            steps = steps.min(*next);
        }
        let most = (reach / step) as u32;
        while steps <= most {
            let far = f64::from(steps) * step;
            let mut fewest = u32::MAX;
            for (next, direction) in next.iter_mut().zip(compass) {
                if *next == steps {
                    let place = self.whole.nearest((at.0 + direction.right * far, at.1 + direction.down * far));
                    // What the place before this one was in is likely to hold it too.
                    if !by.holds(place) {
                        match self.taken_by(place) {
                            Some(other) => by = other,
                            None => return Some(place),
                        }
                    }
                    *next = steps + by.steps_out(place, direction, a_step);
                }
                fewest = fewest.min(*next);
            }
            steps = fewest;
        }
        None
    }

    fn taken_by(&self, place: (f64, f64)) -> Option<Taken<'_>> {
        for ring in &self.rings {
            if ring.holds(place) {
                return Some(Taken::Ring(ring));
            }
        }
        self.taken.iter().find(|area| area.is_about(place)).map(Taken::Area)
    }
}

impl Taken<'_> {
    #[inline]
    fn holds(self, place: (f64, f64)) -> bool {
        match self {
            Self::Area(area) => area.is_about(place),
            Self::Ring(ring) => ring.holds(place),
        }
    }

    /// After how many steps in a direction a place in this is out of it at the earliest: one or more.
    /// `a_step` is how many steps a way of length 1 is.
    #[inline]
    fn steps_out(self, (x, y): (f64, f64), direction: &Direction, a_step: f64) -> u32 {
        let far = match self {
            Self::Area(area) => {
                let across = if direction.right > 0.0 { area.right - x } else { x - area.left };
                let along = if direction.down > 0.0 { area.bottom - y } else { y - area.top };
                let (across, along) = (across * direction.across, along * direction.along);
                if along < across { along } else { across }
            }
            Self::Ring(ring) => ring.radius - distance(ring.middle, (x, y)),
        };
        // Rounded up.
        (far * a_step) as u32 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All places in their order, each tried.
    fn tried(free: &Free, at: (f64, f64), step: f64, reach: f64) -> Option<(f64, f64)> {
        let rings = (0..=(reach / step) as u32).map(|ring| f64::from(ring) * step);
        let mut places =
            rings.flat_map(|far| COMPASS.iter().map(move |way| (at.0 + way.right * far, at.1 + way.down * far)));
        places.find_map(|place| Some(free.whole.nearest(place)).filter(|place| free.holds(*place)))
    }

    #[test]
    fn the_nearest_place_is_the_first_that_is_free_of_all_that_could_be_tried() {
        let mut random = fastrand::Rng::with_seed(7);
        let (mut found, mut none) = (0, 0);
        for many in (0..40).cycle().take(4_000) {
            let mut place = || (random.f64() * 200.0, random.f64() * 150.0);
            let at = place();
            let rings = (0..many % 7).map(|_| Ring { middle: place(), radius: 26.0 }).collect();
            let taken: Vec<Area> = (0..many).map(|_| Area::about(place(), 80.0, 50.0)).collect();
            let whole = Area { left: 20.0, top: 10.0, right: 180.0, bottom: 140.0 };
            let free = Free { whole, taken, rings };
            let nearest = free.nearest(at, 3.0, 60.0);
            assert_eq!(nearest, tried(&free, at, 3.0, 60.0), "{at:?} of {free:?}");
            if nearest.is_some() { found += 1 } else { none += 1 }
        }
        assert!(found > 1_000 && none > 500, "{found} found, {none} not");
    }

    #[test]
    fn what_is_larger_than_the_picture_stands_nowhere() {
        let whole = Area { left: 120.0, top: 10.0, right: 80.0, bottom: 140.0 };
        assert_eq!(Free { whole, taken: Vec::new(), rings: Vec::new() }.nearest((100.0, 50.0), 3.0, 60.0), None);
    }
}
