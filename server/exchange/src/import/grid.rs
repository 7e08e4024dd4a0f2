//! From the British National Grid to latitude and longitude, by the Ordnance Survey's own way: the
//! OSTN15 shifts and the inverse Transverse Mercator projection of "A guide to coordinate systems in
//! Great Britain" (annex C), on GRS80. The shifts are a thinned table; docs/decisions/0015 has how
//! far off that is.

mod shifts;

use directory::Point;
use shifts::{SHIFTS, STEP};

/// The grid's true origin, its false origin and its scale on the central meridian.
const ORIGIN: (f64, f64) = (49.0, -2.0);
const FALSE_ORIGIN: (f64, f64) = (400_000.0, -100_000.0);
const SCALE: f64 = 0.999_601_271_7;
/// GRS80: the half axes in metres.
const A: f64 = 6_378_137.0;
const B: f64 = 6_356_752.314_140;
/// The grid ends here, in metres.
const EAST_END: f64 = 700_000.0;
const NORTH_END: f64 = 1_250_000.0;

/// The point of an easting and a northing in metres, within two metres; `None` off the grid.
pub fn point(easting: f64, northing: f64) -> Option<Point> {
    if !((0.0..=EAST_END).contains(&easting) && (0.0..=NORTH_END).contains(&northing)) {
        return None;
    }
    // The table is read at the shifted place, which the shift itself gives: they differ by 120 m at
    // most, and the shift by millimetres.
    let (east, north) = shift(easting, northing);
    let (east, north) = shift(easting - east, northing - north);
    unproject(easting - east, northing - north)
}

/// The shift in metres at a place, between the four nodes around it.
fn shift(easting: f64, northing: f64) -> (f64, f64) {
    let at = |metres: f64, nodes: usize| {
        let place = (metres / STEP).clamp(0.0, (nodes - 1) as f64);
        let node = (place as usize).min(nodes - 2);
        (node, place - node as f64)
    };
    let (column, across) = at(easting, SHIFTS[0].len());
    let (row, up) = at(northing, SHIFTS.len());
    let between = |of: fn((i16, i16)) -> i16| {
        let node = |row: usize, column: usize| f64::from(of(SHIFTS[row][column]));
        let south = node(row, column) * (1.0 - across) + node(row, column + 1) * across;
        let north = node(row + 1, column) * (1.0 - across) + node(row + 1, column + 1) * across;
        (south * (1.0 - up) + north * up) / 100.0
    };
    (between(|shift| shift.0), between(|shift| shift.1))
}

/// The length of the meridian from the origin's latitude, scaled.
fn meridian(latitude: f64) -> f64 {
    let n = (A - B) / (A + B);
    let (n2, n3) = (n * n, n * n * n);
    let (less, more) = (latitude - ORIGIN.0.to_radians(), latitude + ORIGIN.0.to_radians());
    B * SCALE
        * ((1.0 + n + 1.25 * n2 + 1.25 * n3) * less - (3.0 * n + 3.0 * n2 + 2.625 * n3) * less.sin() * more.cos()
            + (1.875 * n2 + 1.875 * n3) * (2.0 * less).sin() * (2.0 * more).cos()
            - 35.0 / 24.0 * n3 * (3.0 * less).sin() * (3.0 * more).cos())
}

fn unproject(easting: f64, northing: f64) -> Option<Point> {
    let scaled = A * SCALE;
    let wanted = northing - FALSE_ORIGIN.1;
    let mut latitude = wanted / scaled + ORIGIN.0.to_radians();
    // Each turn gains three digits.
    for _ in 0..6 {
        latitude += (wanted - meridian(latitude)) / scaled;
    }
    let eccentricity = 1.0 - (B / A).powi(2);
    let thick = 1.0 - eccentricity * latitude.sin().powi(2);
    let nu = scaled / thick.sqrt();
    let rho = scaled * (1.0 - eccentricity) * thick.powf(-1.5);
    let eta2 = nu / rho - 1.0;
    let (tan, sec) = (latitude.tan(), 1.0 / latitude.cos());
    let (t2, t4, t6) = (tan.powi(2), tan.powi(4), tan.powi(6));
    let de = easting - FALSE_ORIGIN.0;
    let seven = tan / (2.0 * rho * nu);
    let eight = tan / (24.0 * rho * nu.powi(3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2);
    let nine = tan / (720.0 * rho * nu.powi(5)) * (61.0 + 90.0 * t2 + 45.0 * t4);
    let ten = sec / nu;
    let eleven = sec / (6.0 * nu.powi(3)) * (nu / rho + 2.0 * t2);
    let twelve = sec / (120.0 * nu.powi(5)) * (5.0 + 28.0 * t2 + 24.0 * t4);
    let twelve_a = sec / (5040.0 * nu.powi(7)) * (61.0 + 662.0 * t2 + 1320.0 * t4 + 720.0 * t6);
    let north = latitude - seven * de.powi(2) + eight * de.powi(4) - nine * de.powi(6);
    let east = ORIGIN.1.to_radians() + ten * de - eleven * de.powi(3) + twelve * de.powi(5) - twelve_a * de.powi(7);
    Point::new(north.to_degrees(), east.to_degrees()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Ordnance Survey's own test points of OSTN15: latitude, longitude, easting, northing.
    const POINTS: [(f64, f64, f64, f64); 16] = [
        (49.922_263_94, -6.299_777_52, 91_492.146, 11_318.804),
        (50.438_858_26, -4.108_645_636, 250_359.811, 62_016.569),
        (51.374_470_26, 1.444_547_304, 639_821.835, 169_565.858),
        (51.489_365_65, -0.119_925_572, 530_624.974, 178_388.464),
        (51.858_908_96, -4.308_524_77, 241_124.584, 220_332.641),
        (52.255_293_82, -2.154_586_144, 389_544.19, 261_912.153),
        (52.962_191_09, -1.197_476_559, 454_002.834, 340_834.943),
        (53.416_285_16, -4.289_180_698, 247_958.971, 393_492.909),
        (54.086_663_18, -4.634_521_682, 227_778.33, 468_847.388),
        (54.979_122_74, -1.616_576_852, 424_639.355, 565_012.703),
        (55.853_999_53, -4.296_490_163, 256_340.925, 664_697.269),
        (57.139_025_19, -2.048_560_307, 397_160.491, 805_349.736),
        (57.813_518_38, -8.578_544_561, 9_587.909, 899_448.996),
        (58.515_603_61, -6.260_914_555, 151_968.652, 966_483.78),
        (59.037_438_71, -3.214_540_011, 330_398.323, 1_017_347.016),
        (60.133_080_92, -2.073_828_228, 395_999.668, 1_138_728.951),
    ];

    fn metres(a: Point, latitude: f64, longitude: f64) -> f64 {
        places::distance_between(a, Point::new(latitude, longitude).unwrap()) * 1_609.344
    }

    #[test]
    fn the_surveys_own_test_points_come_out_within_two_metres() {
        for (latitude, longitude, easting, northing) in POINTS {
            let off = metres(point(easting, northing).unwrap(), latitude, longitude);
            assert!(off < 2.0, "{easting}, {northing}: {off} m");
        }
    }

    #[test]
    fn postcodes_of_both_coordinates_agree() {
        for (easting, northing, latitude, longitude) in
            [(407_660.0, 278_481.0, 52.404_300, -1.888_825), (407_519.0, 278_470.0, 52.404_204, -1.890_898)]
        {
            let off = metres(point(easting, northing).unwrap(), latitude, longitude);
            assert!(off < 1.0, "{easting}, {northing}: {off} m");
        }
    }

    #[test]
    fn what_lies_off_the_grid_is_no_point() {
        for (easting, northing) in [(-1.0, 0.0), (700_001.0, 0.0), (0.0, 1_250_001.0), (f64::NAN, 0.0)] {
            assert_eq!(point(easting, northing), None);
        }
        assert!(point(700_000.0, 1_250_000.0).is_some());
    }
}
