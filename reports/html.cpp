#include "reports/html.hpp"

#include "reports/embedded.hpp"
#include "reports/page_data.hpp"

namespace holdfast::reports {

std::string to_html(const Report& report)
{
    std::string page(embedded::page_before_data);
    page += page_data(report);
    return page += embedded::page_after_data;
}

}  // namespace holdfast::reports
