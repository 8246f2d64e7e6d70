# Dates.

date-short = { $day }/{ $month }/{ $year }
date-long = { $day } { $month } { $year }

month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
