use super::*;
use geo::BooleanOps;
use proptest::prelude::*;
use std::collections::HashMap;

/// Steps between two corners of a cell, and how far apart corners are, in millionths of a degree.
const STEPS: i32 = 16;
const SIDE: i32 = 16_000;

/// A sheet of cells whose sides wiggle, each side the same for both its cells. `wiggle` gives what
/// is added to a vertex.
fn sheet(columns: i32, rows: i32, wiggle: impl Fn(i32, i32) -> Vertex) -> Vec<Outline> {
    let step = SIDE / STEPS;
    let vertex = |x: i32, y: i32| {
        let (dx, dy) = wiggle(x, y);
        (x * step + dx, 52_000_000 + y * step + dy)
    };
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let (west, south) = (column * STEPS, row * STEPS);
            let mut ring = Ring::new();
            ring.extend((0..STEPS).map(|step| vertex(west + step, south)));
            ring.extend((0..STEPS).map(|step| vertex(west + STEPS, south + step)));
            ring.extend((0..STEPS).map(|step| vertex(west + STEPS - step, south + STEPS)));
            ring.extend((0..STEPS).map(|step| vertex(west, south + STEPS - step)));
            // Each file begins its rings where it likes.
            ring.rotate_left((column * 7 + row * 5) as usize % 40);
            cells.push(vec![vec![ring]]);
        }
    }
    cells
}

/// How often each segment stands in some outlines, one way.
fn segments(outlines: &[Outline]) -> HashMap<(Vertex, Vertex), usize> {
    let mut counted = HashMap::new();
    for ring in outlines.iter().flatten().flatten() {
        for at in 0..ring.len() {
            *counted.entry((ring[at], ring[(at + 1) % ring.len()])).or_insert(0) += 1;
        }
    }
    counted
}

/// The vertices of segments that only one outline has.
fn rim(outlines: &[Outline]) -> HashSet<Vertex> {
    let all = segments(outlines);
    all.keys().filter(|(a, b)| !all.contains_key(&(*b, *a))).flat_map(|&(a, b)| [a, b]).collect()
}

/// Pseudo-random and the same each time: a vertex's own number from the seed.
fn noise(seed: u64, x: i32, y: i32) -> Vertex {
    let mut print = folder::Fingerprint::default();
    print.add(&seed.to_le_bytes());
    print.add(&x.to_le_bytes());
    print.add(&y.to_le_bytes());
    let bits = u64::from_str_radix(&print.to_string(), 16).unwrap();
    // Less than half a step, so that the lines of the sheet never cross.
    let part = |bits: u64| (bits % 900) as i32 - 450;
    (part(bits), part(bits >> 20))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn shared_lines_stay_shared(columns in 1..4_i32, rows in 1..4_i32, seed: u64, stray in 1.0..400.0_f64) {
        let cells = sheet(columns, rows, |x, y| noise(seed, x, y));
        let simple = simplify(&cells, stray, usize::MAX).unwrap().outlines;
        prop_assert_eq!(simple.len(), cells.len());
        let (rim_before, after) = (rim(&cells), segments(&simple));
        for (&(a, b), &times) in &after {
            prop_assert_eq!(times, 1, "two cells lie on the same side of {:?}-{:?}", a, b);
            let shared = after.contains_key(&(b, a));
            prop_assert!(shared || (rim_before.contains(&a) && rim_before.contains(&b)), "{:?}-{:?} is torn", a, b);
        }
        let flat = Plane::about(&cells);
        let solid: Vec<MultiPolygon> = simple.iter().map(|outline| flat.polygons(outline)).collect();
        for (number, one) in solid.iter().enumerate() {
            prop_assert!(one.is_valid(), "cell {number}: {:?}", one.check_validation());
            for other in &solid[..number] {
                prop_assert!(one.intersection(other).unsigned_area() < 1.0);
            }
        }
    }
}

#[test]
fn a_wiggle_smaller_than_what_can_be_seen_goes_and_corners_stay() {
    let cells = sheet(2, 1, |x, _| if x % 2 == 1 { (0, 20) } else { (0, 0) });
    let simple = simplify(&cells, 30.0, usize::MAX).unwrap();
    let (before, after) = (count_points(&cells), count_points(&simple.outlines));
    assert!(before == 128 && after <= 20, "{after} of {before} points are left");
    let flat = Plane::about(&cells);
    for (before, after) in cells.iter().zip(&simple.outlines) {
        let (before, after) = (flat.polygons(before).unsigned_area(), flat.polygons(after).unsigned_area());
        assert!((after / before - 1.0).abs() < 0.01, "{before} became {after}");
    }
}

#[test]
fn a_budget_of_points_is_kept_by_straying_further() {
    let cells = sheet(3, 3, |x, y| noise(7, x, y));
    let simple = simplify(&cells, 5.0, 150).unwrap();
    assert!(count_points(&simple.outlines) <= 150 && simple.stray > 5.0, "{} m", simple.stray);
}

#[test]
fn an_area_inside_another_keeps_its_place_and_small_islands_go() {
    let square = |west: i32, south: i32, side: i32| -> Ring {
        vec![(west, south), (west + side, south), (west + side, south + side), (west, south + side)]
    };
    let mut turned = square(40_000, 52_040_000, 1_000);
    turned.reverse();
    turned.rotate_left(1);
    let outer = vec![vec![square(0, 52_000_000, 100_000), turned], vec![square(200_000, 52_000_000, 100)]];
    let inner = vec![vec![square(40_000, 52_040_000, 1_000)]];
    let simple = simplify(&[outer, inner], 200.0, usize::MAX).unwrap();
    assert_eq!(simple.left_out, 1, "the island of ten metres");
    assert_eq!(simple.outlines[0].len(), 1);
    assert_eq!(simple.outlines[0][0].len(), 2, "the hole is its neighbour's ground");
    let ring = |ring: &Ring| ring.iter().copied().collect::<HashSet<Vertex>>();
    assert_eq!(ring(&simple.outlines[0][0][1]), ring(&simple.outlines[1][0][0]));
}

#[test]
fn lines_that_nearly_touch_are_not_made_to_cross() {
    // A spit of land that reaches into a bay, with a few metres of water around it.
    let spit: Ring = vec![
        (0, 52_000_000),
        (30_000, 52_000_000),
        (30_000, 52_030_000),
        (15_100, 52_030_000),
        (15_100, 52_002_000),
        (14_900, 52_002_000),
        (14_900, 52_030_000),
        (0, 52_030_000),
    ];
    let reach: Ring = vec![(15_050, 52_060_000), (14_950, 52_060_000), (14_950, 52_002_500), (15_050, 52_002_500)];
    let simple = simplify(&[vec![vec![spit]], vec![vec![reach]]], 1_000.0, usize::MAX).unwrap().outlines;
    let flat = Plane::about(&simple);
    let [one, other] = [&simple[0], &simple[1]].map(|outline| flat.polygons(outline));
    assert!(one.is_valid() && other.is_valid());
    assert!(one.intersection(&other).unsigned_area() < 1.0);
}

#[test]
fn a_bow_tie_is_no_outline() {
    let tie: Ring = vec![(0, 52_000_000), (10_000, 52_010_000), (10_000, 52_000_000), (0, 52_010_000)];
    let whole = sheet(1, 1, |_, _| (100_000, 0)).remove(0);
    assert_eq!(simplify(&[whole, vec![vec![tie]]], 5.0, usize::MAX).unwrap_err().outline, 1);
}

#[test]
fn neighbours_that_do_not_fit_are_simplified_all_the_same() {
    let cell = |shift: i32| sheet(1, 1, |x, y| (noise(3, x, y).0 + shift, noise(4, x, y).1)).remove(0);
    let simple = simplify(&[cell(0), cell(SIDE - 300)], 100.0, usize::MAX).unwrap();
    assert!(count_points(&simple.outlines) < 100, "{} points", count_points(&simple.outlines));
}
