"""Countries and territories by their English names, with the codes of ISO 3166-1 and of EDGAR: a table of data.

A line is the ISO code, EDGAR's code (``-`` where there is none), and the names. EDGAR's codes:
https://www.sec.gov/submit-filings/filer-support-resources/edgar-state-country-codes
"""

from __future__ import annotations

COUNTRIES = """
AF B2 afghanistan
AX Y6 aland islands
AL B3 albania
DZ B4 algeria
AS B5 american samoa
AD B6 andorra
AO B7 angola
AI 1A anguilla
AQ B8 antarctica
AG B9 antigua and barbuda
AR C1 argentina
AM 1B armenia
AW 1C aruba
AU C3 australia
AT C4 austria
AZ 1D azerbaijan
BS C5 bahamas
BH C6 bahrain
BD C7 bangladesh
BB C8 barbados
BY 1F belarus
BE C9 belgium
BZ D1 belize
BJ G6 benin
BM D0 bermuda
BT D2 bhutan
BO D3 bolivia|plurinational state of bolivia|bolivia (plurinational state of)
BQ - bonaire, sint eustatius and saba|bonaire
BA 1E bosnia and herzegovina|bosnia
BW B1 botswana
BV D4 bouvet island
BR D5 brazil|brasil|federative republic of brazil|federative republic of brasil
IO D6 british indian ocean territory
BN D9 brunei darussalam|brunei
BG E0 bulgaria
BF X2 burkina faso
BI E2 burundi
KH E3 cambodia
CM E4 cameroon
CA Z4 canada
CV E8 cabo verde|cape verde
KY E9 cayman islands
CF F0 central african republic
TD F2 chad
CL F3 chile
CN F4 china|peoples republic of china|people's republic of china|prc
CX F6 christmas island
CC F7 cocos islands|cocos (keeling) islands
CO F8 colombia
KM F9 comoros
CG G0 congo|republic of the congo
CD Y3 democratic republic of the congo|congo, the democratic republic of the
CK G1 cook islands
CR G2 costa rica
CI L7 cote d'ivoire|ivory coast
HR 1M croatia
CU G3 cuba
CW - curacao
CY G4 cyprus
CZ 2N czechia|czech republic
DK G7 denmark
DJ 1G djibouti
DM G9 dominica
DO G8 dominican republic
EC H1 ecuador
EG H2 egypt|arab republic of egypt
SV H3 el salvador
GQ H4 equatorial guinea
ER 1J eritrea
EE 1H estonia
SZ V6 eswatini|swaziland
ET H5 ethiopia
FK H7 falkland islands|falkland islands (malvinas)|malvinas islands|malvinas
FO H6 faroe islands
FJ H8 fiji
FI H9 finland
FR I0 france|french republic
GF I3 french guiana
PF I4 french polynesia
TF 2C french southern territories
GA I5 gabon
GM I6 gambia
GE 2Q georgia
DE 2M germany|federal republic of germany
GH J0 ghana
GI J1 gibraltar
GR J3 greece|hellenic republic
GL J4 greenland
GD J5 grenada
GP J6 guadeloupe
GU GU guam
GT J8 guatemala
GG Y7 guernsey
GN J9 guinea
GW S0 guinea-bissau|guinea bissau
GY K0 guyana
HT K1 haiti
HM K4 heard island and mcdonald islands
VA X4 holy see|holy see (vatican city state)
HN K2 honduras
HK K3 hong kong
HU K5 hungary
IS K6 iceland
IN K7 india
ID K8 indonesia
IR K9 iran|islamic republic of iran|iran, islamic republic of
IQ L0 iraq
IE L2 ireland
IM Y8 isle of man
IL L3 israel
IT L6 italy|italian republic
JM L8 jamaica
JP M0 japan
JE Y9 jersey
JO M2 jordan|hashemite kingdom of jordan
KZ 1P kazakhstan
KE M3 kenya
KI J2 kiribati
KP M4 north korea|democratic people's republic of korea|democratic peoples republic of korea|korea, democratic people's republic of
KR M5 south korea|korea|korea, republic of
KW M6 kuwait
KG 1N kyrgyzstan
LA M7 laos|lao people's democratic republic
LV 1R latvia
LB M8 lebanon
LS M9 lesotho
LR N0 liberia
LY N1 libya|libyan arab jamahiriya
LI N2 liechtenstein
LT 1Q lithuania
LU N4 luxembourg|grand duchy of luxembourg
MO N5 macao|macau
MK 1U north macedonia|macedonia|macedonia, the former yugoslav republic of
MG N6 madagascar
MW N7 malawi
MY N8 malaysia
MV N9 maldives
ML O0 mali
MT O1 malta
MH 1T marshall islands
MQ O2 martinique
MR O3 mauritania
MU O4 mauritius
YT 2P mayotte
MX O5 mexico|united mexican states
FM 1K micronesia|federated states of micronesia|micronesia, federated states of
MD 1S moldova|moldova, republic of
MC O9 monaco
MN P0 mongolia
ME Z5 montenegro
MS P1 montserrat
MA P2 morocco
MZ P3 mozambique
MM E1 myanmar|burma
NA T6 namibia
NR P5 nauru
NP P6 nepal
NL P7 netherlands
NC 1W new caledonia
NZ Q2 new zealand
NI Q3 nicaragua
NE Q4 niger
NG Q5 nigeria|federal republic of nigeria
NU Q6 niue
NF Q7 norfolk island
MP 1V northern mariana islands
NO Q8 norway
OM P4 oman|sultanate of oman
PK R0 pakistan|islamic republic of pakistan
PW 1Y palau
PS 1X palestine|palestinian territory, occupied
PA R1 panama
PG R2 papua new guinea
PY R4 paraguay
PE R5 peru
PH R6 philippines
PN R8 pitcairn
PL R9 poland
PT S1 portugal|portuguese republic
PR PR puerto rico
QA S3 qatar
RE S4 reunion
RO S5 romania
RU 1Z russia|russian federation
RW S6 rwanda
BL Z0 saint barthelemy
SH U8 saint helena|saint helena, ascension and tristan|saint helena, ascension and tristan da cunha|st. helena
KN U7 saint kitts and nevis|st. kitts and nevis
LC U9 saint lucia|st. lucia
MF Z1 saint martin|st. martin
PM V0 saint pierre and miquelon
VC V1 saint vincent|saint vincent and the grenadines|st. vincent and the grenadines
WS Y0 samoa
SM S8 san marino
ST S9 sao tome and principe
SA T0 saudi arabia
SN T1 senegal
RS Z2 serbia
SC T2 seychelles
SL T8 sierra leone
SG U0 singapore
SX - sint maarten
SK 2B slovakia|slovak republic
SI 2A slovenia
SB D7 solomon islands
SO U1 somalia
ZA T3 south africa
GS 1L south georgia and the south sandwich islands|south georgia and south sandwich islands
SS - south sudan
ES U3 spain|espana
LK F1 sri lanka
SD V2 sudan
SR V3 suriname
SJ L9 svalbard and jan mayen
SE V7 sweden
CH V8 switzerland|swiss confederation
SY V9 syria|syrian arab republic
TW F5 taiwan|taiwan, province of china|taiwan province of china|taiwan, republic of china
TJ 2D tajikistan
TZ W0 tanzania|united republic of tanzania|tanzania, united republic of
TH W1 thailand
TL Z3 timor-leste|east timor
TG W2 togo
TK W3 tokelau
TO W4 tonga
TT W5 trinidad and tobago
TN W6 tunisia
TR W8 turkey|turkiye
TM 2E turkmenistan
TC W7 turks and caicos islands
TV 2G tuvalu
UG W9 uganda
UA 2H ukraine
AE C0 united arab emirates|uae
GB X0 united kingdom|uk|u.k.|great britain|united kingdom of great britain and northern ireland|england and wales|england|scotland|wales|northern ireland
US X1 united states|united states of america|usa|u.s.a.|us|u.s.
UM 2J united states minor outlying islands
UY X3 uruguay|oriental republic of uruguay
UZ 2K uzbekistan
VU 2L vanuatu
VE X5 venezuela|bolivarian republic of venezuela|venezuela (bolivarian republic of)|venezuela, bolivarian republic of
VN Q1 vietnam|viet nam|socialist republic of vietnam|socialist republic of viet nam
VG D8 british virgin islands|virgin islands, british
VI VI u.s. virgin islands|us virgin islands|virgin islands, u.s.|virgin islands, us|virgin islands of the united states|united states virgin islands
WF X8 wallis and futuna
EH U5 western sahara
YE T7 yemen
ZM Y4 zambia
ZW Y5 zimbabwe
"""

EDGAR_ONLY = """
P8 netherlands antilles
X4 vatican city
XX unknown
"""
