-- The guard spp_utuh, the page of a payment and the trace look for the SP2D of a request: without this each of them reads
-- every SP2D there is. One per SPM, and so one per request.
create unique index sp2d_spp on treasury.sp2d (spp_id);
