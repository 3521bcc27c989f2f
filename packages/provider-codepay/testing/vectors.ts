/**
 * Test vectors for the gateway's RSA2 signature and its card encryption, made with keys of their own that are published and serve nothing else.
 * PKCS#1 v1.5 signatures are deterministic: a correct signer reproduces each one. Source: docs/providers/codepay.md, Test vectors.
 */

/** Base64 of PKCS#8 (private) and SPKI (public). TEST ONLY. */
export const keys = {
  appPrivateKey:
    'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCe31WuYS5gIVpEJDYcjStoIXhM88u0M3Om0FV5g7v3Y4spF3JHsEfjm8qcve+iOcwWNRBLFLMnxCCtiFBgc0iF8beK5W/qY592gaxKcQvfQOhHZGBv2DDaKmRwLll4ytNzmbQObweelcYsXsu51o01GN9pnDxGifAWYl7OZNSCA03EEQ/4TdxI0RbS7ywk6daO6VDg+x3FOopNA4dBJNua/5/wc1Us22hKCaetgt8mPNxgdJti5G6issZ6rl1xvsaIImFvSvYQIGoa/xpYrblRDuZ2cGFNcc8fJMyqS5Ehs/RC3TgmqCKNsA+5c8A4D0rmm0UJVyA8lVpVHXWhkvs5AgMBAAECggEACUkncmJGuiKo6nutV/zeUR9Hr0O+n8E0HMdnf4s2FM8SJqwyp0MD6KdF7+RgGbzEE3Y1hhXnJMdfW5UwkXqbfgyzPCCN6oa5Hs2UeuNhnMJn8ShKRK8/p7i7lxz2aMt+EW8l6YQOz3OUmipOQQXryfMyt7MEiODuEfjc7rZQ/2pHbl+AP1TYmeW5hLwu+JzJeQZNni9WgHZrZYTtSf1srZX9bZKbiqwnPMwjpS7BwaLzTub0JSdB07osh33iXREmVBm0XpVxc34gH6ePSou5U2bV17ksKsLKzbaPFJihEjX2icdtJC6TAPdj1LkFTEW2qFOOW9CM5ZMLaFCaNq8QcwKBgQDQbaA7rTkwXm/D+HVNC2VkW2SvBQij8WZXE9mciHsqWf9grfQgrQCX/I0IavBwNrLJm4jdVpZZ5TqrcJw8vykBooYkvTgp+dQJp/m2PCPiTtqGNzmoWREvheYOa++lUbw5oKxgMfNl/4cjc+UQl5PQi5aHaMi3MraiIo+tfPnqbwKBgQDDIi7B/hWC7mbXyPPcCf6+M6qu/hFfitqGbuiRZ+pf4p95MuwzT6fkyjyq7yOHmpUBCQFTcaD8yCmHB16xhpvTDG//DqX1fmrgtvGLq0HWQ9s0qyV8tcIxoE4YShL2e5cKNtxoGvPyfGxNmuDax+EIq/ATyEK1fGyJysNYg65o1wKBgQC2fVWPCqMI85Z+CjuCIpk63j5wc0LWcBT/5vRgdqsIMNZFqukV9wOPD2PYW/F6/plZpeGWkiqAORE+bBGPqnvX35n97uKO9hut/LHJ2iw9CHeSjiXgfWNrrZv5Qo4HvGHGPyTN8M5AnxOOefm0plKYhK9ejeM3a6K2oPYVm1gh5wKBgHXYP/rCUwV2qr9oyfU6SBFgLJVwNNfJiL2lX2jpI/9yYrMUUNeQJKokhM0KjR+I+LHeWWGmfv4KeCHnDoYR8CteGIkltI51IWDCu0+JRsJ6ynidX49YSYYk9OTwX1FiRE5T4XoxxN/Nyq53eZJHIh1VkTCxQbBPC1GQFbdwFzWTAoGAS+p+1f4/9jGpP7SpgsKqi7TXVla9szwFI5LJCY15snM3qGX20J4nwSvIaHcRgrgQTQhUods7BOLAAH+L2CY1h0xU+vvcCVgZvsHkDvfGgPZZvWlu5yJjboEYBEV/woanuMEwfFiYU5WE7QTqQvpFN4CaUkWmkYpzKUZ3GX1O6Dk=',
  appPublicKey:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnt9VrmEuYCFaRCQ2HI0raCF4TPPLtDNzptBVeYO792OLKRdyR7BH45vKnL3vojnMFjUQSxSzJ8QgrYhQYHNIhfG3iuVv6mOfdoGsSnEL30DoR2Rgb9gw2ipkcC5ZeMrTc5m0Dm8HnpXGLF7LudaNNRjfaZw8RonwFmJezmTUggNNxBEP+E3cSNEW0u8sJOnWjulQ4PsdxTqKTQOHQSTbmv+f8HNVLNtoSgmnrYLfJjzcYHSbYuRuorLGeq5dcb7GiCJhb0r2ECBqGv8aWK25UQ7mdnBhTXHPHyTMqkuRIbP0Qt04JqgijbAPuXPAOA9K5ptFCVcgPJVaVR11oZL7OQIDAQAB',
  gatewayPrivateKey:
    'MIIEugIBADANBgkqhkiG9w0BAQEFAASCBKQwggSgAgEAAoIBAQCLl78kReMTYwG4aAhVr631fhO1OFfnIqwVbLJLTRUQnOaQ/I2QoeJM8fmw0cO/gsE+tz0vVVaDj7AP8HJMNfP7b1QwDNTpkftkbmS+TtRmkaLZ7YHRsN+aPBSsh14NtvLer35SfRjKsB5Aeav62aSqYc+8CrR2NfsKKspdutmTmE0hAW86AjnKUUZgJLAkWFSekkivbAFvowtEpxAb/LVNmtfrHBBqQqiTl4cP983jguKWnQoRfNdlwSnZXFx9TmReGrHJAI8jN87h38eiI0Dkgo4b6/vs39MjD/5sFNK12i9InIJsCJmcoHE49FjK5RAM01jz3arHsm7m5O1VcWP7AgMBAAECgf8bc0lE34bcJ2zlEyRajNnytsQObGsSsTFOSJ8y3sZ01XNZUvJoyMsctMmvReGQEZjuwwxmz+7A1V8GmvffBL0XhYLm/YQJXOhPV5v+wwhtc/LO9ZuLBcqh/GSAKqU//7NJnehAJ/sqnTQtUTkpBvRu3c0rJoP3/mIi2lTIyO7lYSh6PcpEThXGD+ktvFg12cyLcLTt97+vDTYbKZ7gxR6Kkx6gww43gkCVNKogYaC97O9MnoxgXtODS2tUHIZiXUumXxzSXgtf5R51zTcdOaX5n2qdg2Css5ZZ7zIX/JOX3rmDwYzhb1OziIcnpftVKE606e+1sAobIQGs5YRmK5kCgYEAwMja+Ft+u0LTiiU7Mx6uS2MN671tXeh1TzFQ7q2fPyGOf9yRpI96A3i10HRxSS23dGhkTPmuFzW6ktBWrmu+MavNtN5f42JNvvHZiU9sc9xdHLoZFpd5+maLZtc67l9PnXJHsiZwGDba67099ZgnclJsi30TOCgZcJx+wGNSvQkCgYEAuV2/IbefjAvlCyobr+F50BZNbA9ZzQt48KsPysa1QxM916DfzYStXmIFQZBz0/mBEG7ZkEjMP4KDqBLE2kBtj6EgBwpx+oxc6d2xcgFAgZvYPoYt7iXBp30+f55ctNOrE9QnhOeYQL0Qf/nyLgiulbh5Nic0o5S0Y8kV1yKL3eMCgYBgqJQ5b85z34amvhIXiGuFOs3xA5IBQpsGsMhOU1kD0zRaYWHYq2NWuEAYmzltonFX+TtI6OrjkjnQgIrlevnqd6R06gYTwOcQNLyIPv02fidlTt1jWWF8Lcv5LTLL75fAblsKNIGBcoeDKOgW6knk5PStX3Gyd1CCCMT4exQx2QKBgHa+JPf2ZtARtpGmUcIjUCMKhmIYm1AMb1bMXftpuyfSpaUBuxwuR9jUNcXAQVKi3BioydnxqFVux+Pc0hl1eDmv35JjEIyNad+uUkNTpfzg1m+HCNkrephOVMDvszdq+IZlO0OaECA4fN9eP9NZYG0slQkpqEC5u6zIXaNI0Aw9AoGAPi6ikGd3GJCZJwayP6XUD3clMTu9KKHCYl8zKf8g6RjadxQlgkvu9qbfnmNB4ZMYwTJOF6Nr36eLVHNL5JzLafzBuGRaeF3It5pGFUQIoCOvKR/KEA1QYVqryXrFBYDORunOVztPsmmb2ODcC6hnBhRs3DNHoKrcf8FQSxEISTg=',
  gatewayPublicKey:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAi5e/JEXjE2MBuGgIVa+t9X4TtThX5yKsFWyyS00VEJzmkPyNkKHiTPH5sNHDv4LBPrc9L1VWg4+wD/ByTDXz+29UMAzU6ZH7ZG5kvk7UZpGi2e2B0bDfmjwUrIdeDbby3q9+Un0YyrAeQHmr+tmkqmHPvAq0djX7CirKXbrZk5hNIQFvOgI5ylFGYCSwJFhUnpJIr2wBb6MLRKcQG/y1TZrX6xwQakKok5eHD/fN44Lilp0KEXzXZcEp2VxcfU5kXhqxyQCPIzfO4d/HoiNA5IKOG+v77N/TIw/+bBTStdovSJyCbAiZnKBxOPRYyuUQDNNY892qx7Ju5uTtVXFj+wIDAQAB',
} as const;

export interface Vector {
  readonly name: string;
  readonly signer: 'app' | 'gateway';
  readonly body: string;
  readonly text: string;
  readonly sign: string;
}

export const vectors: readonly Vector[] = [
  {
    name: 'V1 plain request',
    signer: 'app',
    body: '{"app_id":"wz0000000000000001","charset":"UTF-8","format":"JSON","sign_type":"RSA2","version":"1.0","timestamp":"1700000000000","method":"order.query","merchant_no":"302300000001","merchant_order_no":"TEST_1700000000000"}',
    text: 'app_id=wz0000000000000001&charset=UTF-8&format=JSON&merchant_no=302300000001&merchant_order_no=TEST_1700000000000&method=order.query&sign_type=RSA2&timestamp=1700000000000&version=1.0',
    sign: 'YPEsxgBvdaW6Y0XP9QX6P/xo93IKTIh1iAWCsDxRVFZVVxWtqs0uvZHbILP6ai6wxFExHC8U4rvMB2IIGDKNEFgp4jsff7n1GBmwbc0SyNAVNz/pq67B+XQRcsfiNPCu6V4O255on2sih1arEBneXvl4zTEALooRmX/t50zWW1PJ/q40Y/99NVWaJ/TvuOHm6L9DDiwt5u9fFOPund+PWBasl3jo4cOq4dGvXb9aVJAYoQjrHHW8hpf423LotNWuXCaJAJig4VCOgbPZ2BEtZR9j4VhtHxcoi+CyAhQTWclpyy2GGZtM1cELw3MYbeLMd7W141V8sgxSr3qEJBjglA==',
  },
  {
    name: 'V2 numbers, booleans, empty and null members, text beyond ASCII',
    signer: 'app',
    body: '{"app_id":"wz0000000000000001","charset":"UTF-8","format":"JSON","sign_type":"RSA2","version":"1.0","timestamp":1700000000000,"method":"wisehub.cloud.pay.order","api_version":"2.0","merchant_no":"302300000001","store_no":"","terminal_sn":"WPYB000000000001","message_receiving_application":"CodePay Register","pay_scenario":"SWIPE_CARD","price_currency":"USD","order_amount":144.3,"tip_amount":30,"on_screen_tip":false,"trans_type":1,"merchant_order_no":"A-1|2*3@4_5","description":"Café & cake = 2","attach":null,"notify_url":"https://shop.example.test/cb?x=1","expires":300}',
    text: 'api_version=2.0&app_id=wz0000000000000001&charset=UTF-8&description=Café & cake = 2&expires=300&format=JSON&merchant_no=302300000001&merchant_order_no=A-1|2*3@4_5&message_receiving_application=CodePay Register&method=wisehub.cloud.pay.order&notify_url=https://shop.example.test/cb?x=1&on_screen_tip=false&order_amount=144.3&pay_scenario=SWIPE_CARD&price_currency=USD&sign_type=RSA2&terminal_sn=WPYB000000000001&timestamp=1700000000000&tip_amount=30&trans_type=1&version=1.0',
    sign: 'GHRZUUVgs+a9bKwv8/H+Ud+xqurwCmXDfYnnX5Y6x63pTWhL7+ex3wpNrgqLgIlFkXOui+aKS/IYniVd5A25DBdx8vWO3kEMQ9Hi8aEX/+uznfqErbGaqFcGIP3USyjoafvV7ZERnV/eSCfpiCq4Y+n+zrbCwUlthGcGJ3DmSh89Rsgb2FsVXuViQxgHfMjt94AgqQU+cJCje+vRtAMVpTer5gdxXVN7R16czX0Ohc5hYtrVqrZXltA3Yb4fb2ZnvndlHGSEYU35CqPZS023Ww73cUTM+hLnkEtNhlgIwgt7YE1C9Irhm7NVAluGeyzaWj1GbtpIcnyzp8npXoJ0zg==',
  },
  {
    name: 'V3 array',
    signer: 'app',
    body: '{"app_id":"wz0000000000000001","merchant_no":"302300000001","store_no":"4023000001","terminal_sn_list":["WPYB000000000001","WPYB000000000002"]}',
    text: 'app_id=wz0000000000000001&merchant_no=302300000001&store_no=4023000001&terminal_sn_list=["WPYB000000000001","WPYB000000000002"]',
    sign: 'jErg8JxccXnttEHpol2O/5sYVl/vIeSB9zS22+lCTj+L2nzVtiuHA1aXiOtaJV5dD609xI2dMaaDKBmIsONzl9G2PxS7X5VNUSi60G20ACB+7AmNfvXuhuegBJykfWel0qMmh7xlHTZsHCfie1ECX51fKUrgYn/zRjx7yW1je8vpAOrbs3yu7p1ENGWbmVlZCuUz5jsK2vtrhMxjRNu6XXT9aH4ft6Szm3Ujnws5kUF7C7IAPyTkCTcVqNBN5S8c08nigrnkCjuK4nZv8oGSEwVyKMxKFeGZ0+lzbgC1HmPo5VzvbFL1OuECuMnyILykHYk7HM6UGgnV71kVk1gLpg==',
  },
  {
    name: 'V4 answer with data as a JSON string',
    signer: 'gateway',
    body: '{"code":"0","msg":"success","psn":"11142213200000000001","data":"{\\"trans_no\\":\\"50023000000231114000001\\",\\"trans_status\\":2,\\"trans_type\\":1,\\"order_amount\\":\\"144.3\\",\\"tip_amount\\":\\"30\\",\\"trans_amount\\":\\"174.3\\"}"}',
    text: 'code=0&data={"trans_no":"50023000000231114000001","trans_status":2,"trans_type":1,"order_amount":"144.3","tip_amount":"30","trans_amount":"174.3"}&msg=success&psn=11142213200000000001',
    sign: 'FcNHShIjQCgBpn+U0+/AbD1TI35n6xbB5peBLccsPzq5xrWYH2PTbVUebsVYjhZHUIGLTTA48Zlnac9JDYJFBxjl2Ay21jlN5t8MuzaSbZaauY7qWJfINRGv7TiVs8kCtuU+ytV7UQExocNYY5CEb2Z0SdONSOT7Xpq0y2pXLMLzlHfyWZFd10P5E9EQkvg7ZGg2+eWcd9kD1WMUe9jcoQsU/w6IySEhzAS/DOPqravIBfEwBpP0TBg21dGIXfC+OrFMoE3MF61SbMnv+VA34zXaWPyNRnePbxjvS/d9NoeGAKbszZmaIZg5zhH8b+pKYaToE50xspVv9HabhEDJVw==',
  },
  {
    name: 'V5 notification',
    signer: 'gateway',
    body: '{"app_id":"wz0000000000000001","charset":"UTF-8","format":"JSON","sign_type":"RSA2","version":"1.0","timestamp":"1700000060000","method":"pay.notify","merchant_no":"302300000001","merchant_order_no":"A-1|2*3@4_5","trans_no":"50023000000231114000001","trans_type":1,"trans_status":2,"price_currency":"USD","order_amount":"144.3","tip_amount":"30","trans_amount":"174.3","paid_amount":"174.3","pay_scenario":"SWIPE_CARD","pay_method_id":"Visa","trans_end_time":"2023-11-14 22:14:20","attach":""}',
    text: 'app_id=wz0000000000000001&charset=UTF-8&format=JSON&merchant_no=302300000001&merchant_order_no=A-1|2*3@4_5&method=pay.notify&order_amount=144.3&paid_amount=174.3&pay_method_id=Visa&pay_scenario=SWIPE_CARD&price_currency=USD&sign_type=RSA2&timestamp=1700000060000&tip_amount=30&trans_amount=174.3&trans_end_time=2023-11-14 22:14:20&trans_no=50023000000231114000001&trans_status=2&trans_type=1&version=1.0',
    sign: 'NZLkEQWr2kBQlu+389RDKsCjOLvjFCjJY21d+rwVku0Fu3JwXuUjK2+Qk3EGstflSWFrunPSmvW1olh+uU155ojvP3aMNAY2HViEzLJm9sJyahAxDrhK6JM8KhZmLHVM/fBAE0QxtcmsZJYWuQDbjYKD3AWiZ0JBlFca6gCDEewDqkTnlH3OrKTnvkmPlO1Xp32numFiy+IrlojqIU5LfLIQlNkj6lSfOJd8GkY4g9bUklKW+MkgsVVhrRTgxqb58kvGfa/mtYyR3YoF2PHowTda1953Iq8+XdBGW63O25eEB59ZW92YyYU9gSE45gww+II9ViOYWtLWmwo4gC6Xsw==',
  },
  {
    name: 'V6 number whose literal ends in zero',
    signer: 'app',
    body: '{"app_id":"wz0000000000000001","trans_no":"50023000000231114000001","tip_amount":1.50}',
    text: 'app_id=wz0000000000000001&tip_amount=1.50&trans_no=50023000000231114000001',
    sign: 'V6VHh5YFmQ+t/h+CuTGLO3fU5T1yHO5VwUyslnPOs709AUNF7M8L4H7VjcvBV4itveMva/4t/ydkpe30y1sS5IXk7TqaNqdU3I24SZ3zWekse4qHUHgxxL9lhnfudUz6oatHN72sthjValiEuxaPCCTHQwXHE+BtY+TMvHgtmvgLoTdQAcomZvNgmFZoAYsMz7DiQxnEsUoatvRFVgo2a3LarIO7k0usickxS/BMRY5yJh1x4FZNB+B1enbQd9tVHUVVrb9fspqe/okl069JUlyUFC/vlismI/iFLK4EwyAFK2vyvL6wFRKJB2LngeXOJsxY2ENfRQ1hJo7wZ+dloQ==',
  },
];

/** V7: RSA-OAEP with SHA-1, for the gateway key. Encryption is random, so it is tested by opening it. */
export const encryptedCard = {
  plaintext: '{"pan":"4111111111111111","holder":"TEST CARD","cvv":"123","expiry":"1230"}',
  ciphertext:
    'OD1p8HChJ/bWS1NtVCdvz2kp87KEBsFKppy/jpyV+akJHT5pjQXdQU7UrU1JTaihMiHG3Jdii3aSqo2FCEBKtV580HvXHyamNMuhd0I+Qk7kxB7HosFSOMtOgjpTiJlLFcLnLsbB1KsqIaUHIVxcKSI/Hiyy1m3XVF0relOT/C++3h/UYJEHjvn5LzllkJVVBZv9UrKmjFDIk11wOgBUXSv8uAKmD4McStjZ2raobsCKEWjXq/2C9AoxyWr0tzSsy/jfpZj7lu9aQncfUiAUP6jDd9KMm7w4lDpgrf987EGK8KGDRfWixi9lnWDq8hegMIx1qgv/hUWeOsv0GLs/xQ==',
} as const;

/**
 * The answer that CodePay itself prints under Query Order, with the sandbox gateway key that the platform's open SDKs publish: genuine, and so proof of
 * algorithm, order and the text of `data`. Source: CodePay Cloud Open API 1.0.0, Query Order.
 */
export const printedQueryAnswer = {
  publicKey:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2m4nkQKyQAxJc8VVsz/L6qVbtDWRTBolUK8Dwhi9wH6aygA6363PVNEPM8eRI5W19ssCyfdtNFy6DRAureoYV053ETPUefEA5bHDOQnjbb9PuNEfT651v8cqwEaTptaxj2zujsWI8Ad3R50EyQHsskQWms/gv2aB36XUM4vyOIk4P1f3dxtqigH0YROEYiuwFFqsyJuNSjJzNbCmfgqlQv/+pE/pOV9MIQe0CAdD26JF10QpSssEwKgvKvnXPUynVu09cjSEipev5cLJSApKSDZxrRjSFBXrh6nzg8JK05ehkI8wdsryRUneh0PGN0PgYLP/wjKiqlgTJaItxnb/JQIDAQAB',
  text: 'code=0&data={"trans_no":"50210004102306140000003","trans_end_time":"2023-06-14 08:51:51","pay_user_account_id":"2102209000000858994F9","store_no":"4021000201","pay_scenario":"BSCANQR_PAY","pay_method_id":"Alipay+","trans_fee_c":"0","trans_amount":"200","merchant_order_no":"TEST_1686732708342","pay_channel_trans_no":"20230614190741010007G0004187182","discount_bpc":"0","vat_amount":"0","pay_platform_trans_no":"20230614198881010003B0000463071","order_amount":"200","paid_amount":"200","trans_status":2,"price_currency":"JPY","trans_type":1,"discount_bmopc":"0"}&msg=success&psn=09050714451053895687',
  sign: 'X/kTK7T3fbUBeSAHU/F6KLcBYPouyEISuKqLBC8LnZ/IOQA1vhdfmK2fLiSv6OCEeB3Dm3fDOIpKQKhy15GgmxhDUiTEa0w3VwFbg1Qpo6eXd3MYw0vudPtBVcYeIOZNs653KshQzkIrSHLNZJhawd2Nl2E1utRmphNxqf13xQ9hFg9OQUZOiSl4zchDSiVfVlf03vIuh6Rswc7QXIVHlwTHmF1JV81x/986eV68pKIsekvn9V+qLIRJ0FpaIs5yGkDk6ZcXzAEHXwWX8k0/ntAyOz+TvpyjA6RRGt+jCTMdUlzJRINiIbFa4FzEWweUvyMVWy5fMHKzdvJyNqksrQ==',
  sha256: '758d7f94a3ff6587c85ec7755dddcfa8386b025849079db3af305859a1c55f79',
} as const;
